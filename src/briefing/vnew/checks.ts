import * as c from './compare.ts'
import { checkFigures } from './figures.ts'
import { checkNames } from './names.ts'
import { checkRoles } from './roles.ts'
import { checkModifiers, checkOpposites, checkSupport } from './wording.ts'
export const checks = { negation: c.checkNegation, certainty: c.checkCertainty, tense: c.checkTense, duty: c.checkDuty, quantity: c.checkQuantity, only: c.checkOnly, superlative: c.checkSuperlative, comparison: c.checkComparison, time: c.checkTime, condition: c.checkCondition, exception: c.checkException, cause: c.checkCause, report: c.checkReport, figures: checkFigures, names: checkNames, roles: checkRoles, opposites: checkOpposites, modifiers: checkModifiers, support: checkSupport }

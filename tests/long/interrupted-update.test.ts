import { earlier, first, testInterruptions } from '../store/interruptions.ts'

testInterruptions([first, ...earlier], 4)

import { earlier, testInterruptions } from '../store/interruptions.ts'

testInterruptions(earlier)

import { Command, type CommanderError } from 'commander'
import { distance } from 'fastest-levenshtein'
import { whileLoading } from '../compose/while-loading.ts'
import { type Mistake, UserError } from '../errors.ts'
import { description, version } from '../version.ts'
import { readEnvFile } from './env-file.ts'
import { fail } from './fail.ts'
import type { Signals } from './signals.ts'
import { usageMistake } from './usage.ts'

type ForgetOptions = { readonly [Name in 'author' | 'series' | 'from' | 'to']?: string } & { readonly yes?: true }

/** Adds the variables of the file `.env`; those of the environment take precedence. @returns warnings about the file. */
const loadEnvFile = (): readonly Mistake[] => {
  try {
    const { values, warnings } = readEnvFile('.env')
    for (const [name, value] of Object.entries(values)) process.env[name] ??= value
    return warnings
  } catch (error) {
    return fail(error)
  }
}

/** Commander also ends this way after `--help` and `--version`. */
const onUsage =
  (command: Command) =>
  ({ exitCode, message }: CommanderError): never => {
    if (exitCode === 0) process.exit(0)
    const program = command.parent?.name()
    return fail(usageMistake({ name: command.name(), program, usage: command.usage() }, message))
  }

const unknownCommand = (typed: string, { commands }: Command): UserError => {
  const [nearest] = commands
    .map((one) => ({ name: one.name(), slips: distance(typed, one.name()) }))
    .filter(({ name, slips }) => slips < name.length / 2)
    .toSorted((one, other) => one.slips - other.slips)
  const fix = nearest === undefined ? 'see rsis-brief --help' : `did you mean ${nearest.name}?`
  return new UserError('Command', `there is no command “${typed}”`, fix)
}

const help = `
Without a command the service starts: it polls the feeds, posts, and serves the page until Ctrl-C.
Settings come from the environment and from the file .env of this folder; doctor checks them.`

/** Runs the command that the arguments name; without one, the program itself. */
export const runProgram = async (signals: Signals): Promise<void> => {
  const warnings = loadEnvFile()
  const start = (): Promise<void> =>
    whileLoading(async () => (await import('./start.ts')).runStart(process.env, signals, warnings))
  const program = new Command('rsis-brief')
  program
    .description(description)
    .version(version)
    .allowExcessArguments()
    .action(async () => {
      const [typed] = program.args
      if (typed !== undefined) throw unknownCommand(typed, program)
      await start()
    })
    .addHelpText('after', help)
    .addCommand(new Command('start').description('run the service; the same as without a command').action(start))
    .addCommand(
      new Command('demo')
        .description('the same program on bundled sample commentaries')
        .action(() => whileLoading(async () => (await import('./demo.ts')).runDemo(process.env, signals))),
    )
    .addCommand(
      new Command('import')
        .description('add a commentary from a saved page, a PDF or an address to the archive')
        .argument('<source>', 'a .html, .mhtml, .pdf or .txt file, or an http(s) address')
        .option('--post', 'post it to the subscribed channels as well')
        .action(async (source: string, { post }: { post?: true }) =>
          (await import('./import.ts')).runImport(process.env, source, post === true),
        ),
    )
    .addCommand(
      new Command('backfill')
        .description('fill the archive from NTU’s open repository, or in full from files; nothing is posted')
        .argument(
          '[paths...]',
          'files and folders, read in place of the repository: saved pages, PDFs, e-mails, captures (WARC, WACZ), zips',
        )
        .option('--from-captures', 'look old pages up in the public capture index that CAPTURES_URL names')
        .action(async (paths: string[], { fromCaptures }: { fromCaptures?: true }) =>
          (await import('./backfill.ts')).runBackfill(process.env, paths, fromCaptures === true),
        ),
    )
    .addCommand(
      new Command('forget')
        .description('take commentaries down: out of every copy held here, and every message is edited to say so')
        .argument('[ids...]', 'ids of the archive (CO20210)')
        .option('--author <name>', 'all by this person; a part of the name, as after author: in a search')
        .option(
          '--series <name>',
          'all of this topic, as after topic: in a search, or whose title begins with it before a colon',
        )
        .option('--from <date>', 'published on or after this date: 2026-05-01, 2026-05, 2026, “last month”')
        .option('--to <date>', 'published on or before this date')
        .option('--yes', 'do it; without it they are only listed')
        .action(async (ids: string[], { author, series, from, to, yes }: ForgetOptions) =>
          (await import('./forget.ts')).runForget(process.env, { ids, author, series, from, to }, yes === true),
        ),
    )
    .addCommand(
      new Command('brief')
        .description('print the briefing of one commentary; nothing is posted')
        .argument(
          '<source>',
          'an id of the archive (CO20210), an http(s) address, or a .html, .mhtml, .pdf or .txt file',
        )
        .option('--explain', 'why each drafted claim passed or failed, and what it cost')
        .action(async (source: string, { explain }: { explain?: true }) =>
          (await import('./brief.ts')).runBrief(process.env, source, explain === true),
        ),
    )
    .addCommand(
      new Command('backup')
        .description('copy the database, also while the program runs')
        .argument('[target]', 'a folder or a new file; by default backups/ next to the database')
        .action(async (target?: string) => (await import('./backup.ts')).runBackup(process.env, target)),
    )
    .addCommand(
      new Command('restore')
        .description('put a backup in the place of the database; stop the program first')
        .argument(
          '[backup]',
          'a backup or a folder of them; by default, or as “latest”, the newest in backups/ next to the database',
        )
        .action(async (backup?: string) => (await import('./backup.ts')).runRestore(process.env, backup)),
    )
    .addCommand(
      new Command('move')
        .description('move the database to an empty one: from a file to PostgreSQL, or back; stop the program first')
        .requiredOption('--to <address>', 'postgres://user:password@host/name, or file:./data/rsis.db')
        .option('--from <address>', 'by default the one of DATABASE_URL')
        .action(async ({ from, to }: { from?: string; to: string }) =>
          (await import('./move.ts')).runMove(process.env, from, to),
        ),
    )
    .addCommand(
      new Command('mcp')
        .description('answer an assistant by the Model Context Protocol on standard input and output')
        .action(async () => (await import('./mcp.ts')).runMcp(process.env)),
    )
    .addCommand(
      new Command('doctor')
        .description('check feeds, storage and settings')
        .action(async () => (await import('./doctor.ts')).runDoctor(process.env, warnings)),
    )
  for (const one of [program, ...program.commands])
    one.configureOutput({ outputError: () => {} }).exitOverride(onUsage(one))
  await program.parseAsync().catch(fail)
}

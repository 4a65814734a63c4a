import { expect } from 'vitest'
import type { Sample } from '../../src/demo/samples.ts'
import { type Server, startServer } from '../postgres-server.ts'
import { openSlackScene, type SlackScene, socketMode } from './slack-scene.ts'
import { eventually } from '../eventually.ts'

/** A server of the test's own. */
export const newServer = async (atPort?: number): Promise<Server> =>
  (await startServer(atPort)) ?? expect.fail('PostgreSQL is not installed')

/** A scene with a Slack counterpart, on the database server that `server` gives when the program starts. */
export const openPostgresScene = (server: () => Server, more: Readonly<Record<string, string>> = {}) =>
  openSlackScene({
    env: (slack) => ({
      ...socketMode(slack),
      DATABASE_URL: `${server().address.replace('rsis@', 'rsis:hunter2@')}/postgres`,
      ...more,
    }),
  })

/** Subscribes the channel to everything, after the archive is filled. */
export const subscribe = async ({ say }: SlackScene): Promise<void> => {
  await eventually(async () => expect(await say('latest')).toContain('CO'))
  await say('subscribe instant')
}

/** Waits until the channel has one post about each commentary. */
export const posted = async ({ postsAbout }: SlackScene, samples: readonly Sample[]): Promise<void> =>
  eventually(() => expect(samples.map((sample) => postsAbout(sample))).toEqual(samples.map(() => 1)))

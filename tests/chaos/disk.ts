import { spawnSync } from 'node:child_process'
import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const run = (command: string, ...given: readonly string[]): string | undefined => {
  const { status, stderr, error } = spawnSync(command, given, { encoding: 'utf8' })
  return status === 0 ? undefined : (error?.message ?? stderr.trim())
}

/** Mounts a disk in memory of this size at the folder. @throws Error if this user may not. */
export const mountSmallDisk = (folder: string, bytes: number): { unmount: () => void } => {
  const fault = run('mount', '-t', 'tmpfs', '-o', `size=${bytes}`, 'tmpfs', folder)
  if (fault !== undefined) throw new Error(fault)
  return { unmount: () => void run('umount', folder) }
}

/** Why a small disk cannot be mounted here; undefined if it can. */
export const noSmallDisk = (): string | undefined => {
  const folder = mkdtempSync(join(tmpdir(), 'rsis-brief-disk-'))
  try {
    mountSmallDisk(folder, 1 << 20).unmount()
    return undefined
  } catch (error) {
    return `a small disk needs root: ${error instanceof Error ? error.message : String(error)}`
  } finally {
    rmSync(folder, { recursive: true })
  }
}

const chunk = Buffer.alloc(4096)

/** Writes until the disk is full. @returns a function that frees it again. */
export const fillDisk = (folder: string): (() => void) => {
  const path = join(folder, 'ballast')
  const file = openSync(path, 'w')
  try {
    for (;;) writeSync(file, chunk)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOSPC')) throw error
  } finally {
    closeSync(file)
  }
  return () => rmSync(path)
}

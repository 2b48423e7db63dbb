import { signal } from "@preact/signals";
import { ask } from "../api/ask.js";
import { catalog } from "../api/catalog.js";
import { KnownOfDevicesDocument, type KnownOfDevicesQuery } from "../generated/operations.js";

type KnownSpace = KnownOfDevicesQuery["devices"][number]["known"][number];

/** What is known on a device of the networks of a task. */
export interface KnownOnDevice {
  readonly device: string;
  /** Number of networks of which most is measured. */
  readonly measured: number;
  readonly hasProfile: boolean;
}

const known = signal<KnownOfDevicesQuery["devices"] | undefined>(undefined);

let isAsked = false;

/** Asks what is known on each device, once. It may take the server seconds, so that views ask for themselves first. */
export function learnKnown(): void {
  if (isAsked) return;
  isAsked = true;
  ask(KnownOfDevicesDocument, {}).then(
    ({ devices }) => {
      known.value = devices;
    },
    () => {
      isAsked = false;
    },
  );
}

/**
 * The devices on which something is known of the networks of a task, those with most measurements first; undefined
 * until it is there.
 */
export function devicesFor(task: string | undefined): readonly KnownOnDevice[] | undefined {
  const devices = known.value;
  const space = catalog.state.value.data?.tasks.find(({ key }) => key === task)?.space.key;
  if (devices === undefined || space === undefined) return undefined;
  return devices
    .flatMap(({ key, known: spaces }) => {
      const own = spaces.find((one) => one.space.key === space);
      return own === undefined ? [] : [onDevice(key, own)];
    })
    .filter(({ measured, hasProfile }) => measured > 0 || hasProfile)
    .sort((a, b) => b.measured - a.measured);
}

const onDevice = (device: string, { measured, profile }: KnownSpace): KnownOnDevice => ({
  device,
  measured: Math.max(0, ...measured.map(({ networks }) => networks)),
  hasProfile: (profile?.covers.length ?? 0) > 0,
});

/** What is known on a device, in words, such as `3 measured, profile`. */
export const wordsOfKnown = ({ measured, hasProfile }: KnownOnDevice): string =>
  [
    ...(measured > 0 || !hasProfile ? [`${measured.toLocaleString("en")} measured`] : []),
    ...(hasProfile ? ["profile"] : []),
  ].join(", ");

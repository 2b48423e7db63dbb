/** How a setting is shown on the command line. */
export interface SettingFlag {
  /** Name of the environment variable. The flag is this name in kebab-case. */
  readonly name: string;
  /** Placeholder of the value in help texts. */
  readonly value: string;
  readonly description: string;
}

/** The text of a setting, and the name of the flag or variable that it comes from. */
export interface Given {
  readonly label: string;
  readonly value: string | undefined;
}

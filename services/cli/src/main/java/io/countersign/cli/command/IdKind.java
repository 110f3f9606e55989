package io.countersign.cli.command;

/** The kinds of things that have ids: whoever gives the id of another kind is told so. */
public enum IdKind {
  INCIDENT("inc_", "an incident", "countersign incidents"),
  REMEDIATION("rem_", "a remediation", "countersign remediations"),
  CONFIRMATION("cnf_", "a confirmation", "countersign confirmations"),
  BUNDLE("pol_", "a policy bundle", "countersign policy list"),
  BREAK_GLASS("bgl_", "a break-glass", "countersign break-glass list"),
  MUTE("mute_", "a mute", "countersign mutes"),
  TOKEN("tok_", "a token", "countersign token list");

  private final String prefix;
  private final String name;
  private final String list;

  IdKind(String prefix, String name, String list) {
    this.prefix = prefix;
    this.name = name;
    this.list = list;
  }

  /**
   * The id as it was typed, unless it's of another kind.
   *
   * @throws MisuseException which says what it is and what to do
   */
  public String checked(String typed) {
    for (var other : values()) {
      if (other != this && typed.startsWith(other.prefix)) {
        throw new MisuseException(
            "%s is %s; this takes %s (%s...), as listed by: %s"
                .formatted(typed, other.name, name, prefix, listing(other, typed)));
      }
    }
    return typed;
  }

  private String listing(IdKind other, String typed) {
    return this == REMEDIATION && other == INCIDENT ? list + " --incident " + typed : list;
  }
}

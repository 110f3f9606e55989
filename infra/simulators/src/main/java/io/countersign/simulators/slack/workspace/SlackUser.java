package io.countersign.simulators.slack.workspace;

/**
 * Somebody in the workspace.
 *
 * @param id such as {@code U0ALICE01}
 * @param team the workspace that they belong to; another one's is a stranger
 * @param name what they are called
 * @param email empty for a bot
 * @param kind what sort of member
 */
public record SlackUser(String id, String team, String name, String email, Kind kind) {
  /** The sorts of members. */
  public enum Kind {
    FULL,
    GUEST,
    BOT,
    DEACTIVATED,
    STRANGER
  }

  public SlackUser as(Kind other) {
    return new SlackUser(id, team, name, email, other);
  }
}

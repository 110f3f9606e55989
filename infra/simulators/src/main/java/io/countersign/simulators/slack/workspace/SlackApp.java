package io.countersign.simulators.slack.workspace;

/**
 * The app as it's set up in the workspace: what the pages of Slack's own settings hold.
 *
 * @param signingSecret signs what is sent to the app
 * @param interactivityUrl where presses and forms go; empty where there is none
 * @param commandUrl where commands go
 * @param eventsUrl where events go
 * @param socketMode whether all goes over the app's own connection instead
 */
public record SlackApp(
    String signingSecret,
    String interactivityUrl,
    String commandUrl,
    String eventsUrl,
    boolean socketMode) {
  /** The app's id, and those of its bot. */
  public static final String ID = "A0COUNTER1";

  public static final String BOT_ID = "B0COUNTER1";
  public static final String BOT_USER = "U0BOTUSER1";

  /** One address for all. */
  public static SlackApp at(String signingSecret, String url) {
    return new SlackApp(signingSecret, url, url, url, false);
  }

  /** Without an address: over the app's own connection. */
  public static SlackApp socket(String signingSecret) {
    return new SlackApp(signingSecret, "", "", "", true);
  }
}

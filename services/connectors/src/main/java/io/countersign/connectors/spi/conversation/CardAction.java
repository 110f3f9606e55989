package io.countersign.connectors.spi.conversation;

import java.net.URI;

/** An act that a person can do from a card. Its label is cut by nobody: it says what is done. */
public sealed interface CardAction {
  /** At most 75 characters, as on a button of Slack's. */
  int MAX_LABEL = 75;

  /** The word on the button, at most {@link #MAX_LABEL} characters. */
  String label();

  /**
   * Opens an address.
   *
   * @param url absolute, http or https, at most 2,000 characters
   */
  record OpenLink(String label, String url) implements CardAction {
    /** In characters. */
    public static final int MAX_URL = 2000;

    /**
     * @throws IllegalArgumentException when a part isn't as described
     */
    public OpenLink {
      checkLabel(label);
      var uri = URI.create(url);
      if (url.length() > MAX_URL
          || uri.getHost() == null
          || !String.valueOf(uri.getScheme()).matches("https?")) {
        throw new IllegalArgumentException("not an address that a card can open");
      }
    }
  }

  /**
   * Answers. What comes back is only as good as what the receiver makes of it: the value is no
   * proof of who pressed, nor of what the card showed.
   *
   * @param value comes back with the press: 1 to 2,000 characters, no secret
   * @param style how it's drawn
   */
  record Respond(String label, String value, Style style) implements CardAction {
    private static final int MAX_VALUE = 2000;

    /** How a button is drawn. */
    public enum Style {
      PLAIN,
      PRIMARY,
      DANGER
    }

    /**
     * @throws IllegalArgumentException when a part isn't as described
     */
    public Respond {
      checkLabel(label);
      if (value.isEmpty() || value.length() > MAX_VALUE) {
        throw new IllegalArgumentException("a value has 1 to " + MAX_VALUE + " characters");
      }
    }
  }

  private static void checkLabel(String label) {
    if (label.isBlank() || label.length() > MAX_LABEL) {
      throw new IllegalArgumentException("a label has 1 to " + MAX_LABEL + " characters");
    }
  }
}

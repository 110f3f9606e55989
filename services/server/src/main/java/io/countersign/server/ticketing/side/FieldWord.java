package io.countersign.server.ticketing.side;

import io.countersign.domain.Digest;
import io.countersign.domain.TextRedaction;
import io.countersign.domain.ticketing.TicketLinkId;
import java.nio.charset.StandardCharsets;

/** The word for a field's value that may stand in the record. */
public final class FieldWord {
  private static final String PLAIN = "[A-Za-z0-9_.:/-]{0,60}";

  private FieldWord() {}

  /** The value itself where it's one word, else its fingerprint, which tells no two links alike. */
  public static String of(TicketLinkId link, String text) {
    var value = text.strip().replace("\r\n", "\n"); // systems keep long texts in their own way
    return value.matches(PLAIN) && !TextRedaction.isNeeded(value)
        ? value
        : "sha256:"
            + Digest.of((link.value() + " " + value).getBytes(StandardCharsets.UTF_8)).hex();
  }
}

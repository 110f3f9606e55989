package io.countersign.server.incident.ticket;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The key or number by which people in its system call a ticket, as its address tells it. */
public final class TicketKey {
  private static final List<Pattern> KEYS =
      List.of(
          Pattern.compile(".*/([A-Z][A-Z0-9_]+-[0-9]+)"),
          Pattern.compile(".*(?:[?&=_]|%26)number(?:=|%3D)([A-Z]+[0-9]+)"));

  private TicketKey() {}

  /** Empty where the address doesn't tell it. */
  public static Optional<String> of(@Nullable String url) {
    return KEYS.stream()
        .map(it -> it.matcher(url == null ? "" : url))
        .filter(it -> it.matches())
        .map(it -> it.group(1))
        .findFirst();
  }
}

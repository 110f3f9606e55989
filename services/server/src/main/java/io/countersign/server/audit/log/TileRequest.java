package io.countersign.server.audit.log;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The address of a tile or of a bundle of entries, as C2SP tlog-tiles writes it: one way for each.
 *
 * @param level {@link #ENTRIES} for a bundle
 * @param width how much of it: 256 for a full one
 */
record TileRequest(int level, long index, int width) {
  static final int ENTRIES = -1;
  private static final int FULL = 256;

  /** Up to 18 digits, which always fit. */
  private static final Pattern FORM =
      Pattern.compile(
          "/(entries|0|[1-9][0-9]?)/((?:x[0-9]{3}/){0,5}[0-9]{3})(?:\\.p/([1-9][0-9]{0,2}))?");

  /**
   * @param path what follows {@code tile}, with the slash before it; empty for what is no address
   */
  static Optional<TileRequest> parse(String path) {
    var matcher = FORM.matcher(path);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    var level = matcher.group(1);
    var partial = matcher.group(3);
    boolean isShortest = !matcher.group(2).startsWith("x000");
    int width = partial == null ? FULL : Integer.parseInt(partial);
    return isShortest && (partial == null || width < FULL)
        ? Optional.of(
            new TileRequest(
                level.equals("entries") ? ENTRIES : Integer.parseInt(level),
                Long.parseLong(matcher.group(2).replaceAll("[x/]", "")),
                width))
        : Optional.empty();
  }
}

package io.countersign.verifier.record;

import io.countersign.verifier.tree.TreeHash;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One leaf's line in an export.
 *
 * @param hash as the line says it: so a changed entry can be told from a changed tree
 */
record ExportLine(byte[] entry, TreeHash hash, long index) {
  private static final byte[] BEGIN = "{\"entry\":".getBytes(StandardCharsets.US_ASCII);
  private static final Pattern END =
      Pattern.compile(",\"hash\":\"([A-Za-z0-9+/=]{44})\",\"index\":(0|[1-9][0-9]{0,17})}$");
  private static final int LONGEST_END = 100;

  static Optional<ExportLine> parse(byte[] line) {
    int tail = Math.max(line.length - LONGEST_END, 0);
    var end = END.matcher(new String(line, tail, line.length - tail, StandardCharsets.ISO_8859_1));
    if (!end.find()
        || tail + end.start() < BEGIN.length
        || !Arrays.equals(BEGIN, Arrays.copyOf(line, BEGIN.length))) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new ExportLine(
              Arrays.copyOfRange(line, BEGIN.length, tail + end.start()),
              TreeHash.parse(end.group(1)),
              Long.parseLong(end.group(2))));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}

package io.countersign.server.audit.log;

import io.countersign.domain.CanonicalJson;
import io.countersign.ledger.log.ProvableRecord;
import io.countersign.ledger.log.tree.TreeHashing;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/**
 * A range of the record as JSON lines, with all that it takes to compute the root that was signed.
 * A part of it is in memory at a time, and no transaction is open while somebody reads slowly.
 */
public final class ExportLines {
  private static final int PART = 256;

  private final ProvableRecord record;
  private final ExportRange range;

  public ExportLines(ProvableRecord record, ExportRange range) {
    this.record = record;
    this.range = range;
  }

  public void write(OutputStream out) throws IOException {
    line(header(), out);
    for (long at = range.from(); at < range.to(); at += PART) {
      out.write(part(at, Math.min(at + PART, range.to())));
    }
    line(Map.of("leaves", range.to() - range.from(), "t", "countersign-export-end/1"), out);
    out.flush();
  }

  private Map<String, Object> header() {
    return Map.of(
        "checkpoint", range.head().note(),
        "from", range.from(),
        "left", cover(0, range.from()),
        "right", cover(range.to(), range.head().size()),
        "t", "countersign-export/1",
        "to", range.to());
  }

  private List<String> cover(long from, long to) {
    return record.paths(it -> it.cover(from, to)).stream().map(ExportLines::base64).toList();
  }

  private static void line(Map<String, Object> members, OutputStream out) throws IOException {
    out.write((CanonicalJson.write(members) + "\n").getBytes(StandardCharsets.UTF_8));
  }

  private byte[] part(long from, long to) {
    var lines = new ByteArrayOutputStream();
    var next = new long[] {from};
    record.entries(
        from,
        to,
        (index, entry) -> {
          if (index != next[0]++) {
            throw new IllegalStateException("the record has no event " + next[0]);
          }
          lines.writeBytes(ascii("{\"entry\":"));
          lines.writeBytes(entry);
          lines.writeBytes(
              ascii(
                  ",\"hash\":\"%s\",\"index\":%s}\n"
                      .formatted(base64(TreeHashing.leaf(entry)), index)));
        });
    if (next[0] != to) {
      throw new IllegalStateException("the record has no event " + (next[0] + 1));
    }
    return lines.toByteArray();
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static String base64(byte[] hash) {
    return Base64.getEncoder().encodeToString(hash);
  }
}

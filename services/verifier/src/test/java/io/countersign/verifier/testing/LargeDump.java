package io.countersign.verifier.testing;

import io.countersign.verifier.tree.RootBuilder;
import io.countersign.verifier.tree.TreeHash;
import io.countersign.verifier.tree.TreeHasher;
import java.io.BufferedWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;

/** Writes a dump of any size without holding it, to measure by. */
public final class LargeDump {
  private static final int WIDTH = 256;

  private LargeDump() {}

  /** The folder, and how many leaves. */
  public static void main(String[] arguments) throws IOException {
    var folder = Files.createDirectories(Path.of(arguments[0]));
    var keys = LogKeys.of("log.example/large");
    Files.writeString(folder.resolve("policy"), keys.policyText(true));
    int leaves = Integer.parseInt(arguments[1]);
    try (var out = Files.newBufferedWriter(folder.resolve("dump.sql"))) {
      var levels = events(out, leaves);
      tiles(out, levels);
      var root = new RootBuilder();
      levels.getFirst().forEach(root::append);
      var head =
          new CheckpointColumns(leaves, root.root(), keys.sign(leaves, root.root(), true), true);
      out.write("COPY public.log_checkpoint (size, root, created_at, note, published) FROM stdin;\n");
      out.write(head.row() + "\n\\.\n");
      out.write("COPY public.log_state (size, epoch) FROM stdin;\n" + leaves + "\t1\n\\.\n");
      out.write("COPY public.blob (digest, salt, media_type, size, content, erased_at) FROM stdin;\n\\.\n");
    }
  }

  private static List<List<TreeHash>> events(BufferedWriter out, int leaves) throws IOException {
    out.write(
        "COPY public.event (global_index, event_id, aggregate_type, aggregate_id, sequence_number,"
            + " payload_type, payload_revision, payload, meta_data, recorded_at) FROM stdin;\n");
    var hasher = new TreeHasher();
    var level = new ArrayList<TreeHash>(leaves);
    var event = new EventColumns();
    event.aggregateType = "incident";
    event.type = "incident.evidence-gathered";
    event.recordedAt = "2026-01-01T00:00:00.000000Z";
    event.metadata =
        "{\"actor\":\"p-0123456789\",\"commandId\":\"0197b1a2-0000-7000-8000-000000000000\",\"surface\":\"api\"}";
    for (int i = 0; i < leaves; i++) {
      event.position = i + 1;
      event.id = new UUID(i * 31L, i).toString();
      event.aggregateId = "inc_" + i / 20;
      event.sequence = (long) (i % 20);
      event.payload =
          "{\"claims\":[{\"cause\":\"deployment\",\"weight\":"
              + i
              + "},{\"cause\":\"saturation\",\"text\":\"said \\\"so\\\" and more\"}],\"digest\":\""
              + "0123456789abcdef".repeat(4)
              + "\",\"note\":\""
              + "the telemetry of the service in this window ".repeat(6)
              + "\"}";
      level.add(hasher.leaf(event.entry()));
      out.write(event.row());
      out.write('\n');
    }
    out.write("\\.\n");
    return levels(level);
  }

  private static List<List<TreeHash>> levels(List<TreeHash> leaves) {
    var levels = new ArrayList<List<TreeHash>>();
    for (var level = leaves; !level.isEmpty(); ) {
      levels.add(level);
      var above = new ArrayList<TreeHash>();
      for (int from = 0; from + WIDTH <= level.size(); from += WIDTH) {
        var tile = new RootBuilder();
        level.subList(from, from + WIDTH).forEach(tile::append);
        above.add(tile.root());
      }
      level = above;
    }
    return levels;
  }

  private static void tiles(BufferedWriter out, List<List<TreeHash>> levels) throws IOException {
    out.write("COPY public.log_tile (level, \"index\", hashes) FROM stdin;\n");
    for (int number = 0; number < levels.size(); number++) {
      var level = levels.get(number);
      for (int from = 0; from < level.size(); from += WIDTH) {
        var bytes = new ByteArrayOutputStream();
        level
            .subList(from, Math.min(from + WIDTH, level.size()))
            .forEach(it -> bytes.writeBytes(it.bytes()));
        var hashes = HexFormat.of().formatHex(bytes.toByteArray());
        out.write(number + "\t" + from / WIDTH + "\t\\\\x" + hashes + "\n");
      }
    }
    out.write("\\.\n");
  }
}

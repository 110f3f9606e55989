package io.countersign.verifier.testing;

import io.countersign.verifier.load.TilePath;
import io.countersign.verifier.tree.PlainTree;
import io.countersign.verifier.tree.TreeHash;
import io.countersign.verifier.tree.TreeHasher;
import io.countersign.verifier.tree.TreeNode;
import io.countersign.verifier.tree.TreeRange;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * A record with its tree, tiles and checkpoints, all open to be changed; and written in each form.
 */
public final class SampleLog {
  private static final int WIDTH = 256;

  public final LogKeys keys;
  public final List<EventColumns> events = new ArrayList<>();
  public final List<BlobColumns> blobs = new ArrayList<>();
  public final List<CheckpointColumns> checkpoints = new ArrayList<>();
  public final Map<TreeNode, byte[]> tiles = new TreeMap<>(SampleLog::compare);
  public long state;

  public SampleLog(LogKeys keys) {
    this.keys = keys;
  }

  /** Random events, each tenth with a blob, each fifth a fact; a checkpoint now and then. */
  public static SampleLog random(LogKeys keys, int size, Random random) {
    var log = new SampleLog(keys);
    var sequences = new long[5];
    for (int i = 0; i < size; i++) {
      log.events.add(log.event(i, sequences, random));
    }
    var sizes = random.ints(3, 0, size + 1).boxed().collect(Collectors.toSet());
    sizes.add(size);
    log.seal(sizes.stream().mapToInt(it -> it).sorted().toArray());
    return log;
  }

  private EventColumns event(int index, long[] sequences, Random random) {
    var event = new EventColumns();
    event.position = index + 1;
    event.id = new UUID(random.nextLong(), random.nextLong()).toString();
    event.type = "incident.noted";
    event.recordedAt = "2026-01-01T00:00:00.00000" + index % 10 + "Z";
    event.metadata = "{\"actor\":\"p-" + random.nextInt(9) + "\",\"surface\":\"cli\"}";
    event.payload =
        "{\"a\":{\"b\":[1,-2,true]},\"note\":"
            + EventColumns.quoted("t\u00e4\tx\\y\"\u0001" + random.nextInt())
            + ",\"payload\":{\"z\":0}}";
    if (index % 10 == 9) {
      var salt = new byte[32];
      random.nextBytes(salt);
      var blob = new BlobColumns(salt, ("content " + index).getBytes(StandardCharsets.UTF_8));
      event.payload = "{\"blob\":" + blob.reference() + "}";
      if (random.nextInt(4) == 0) {
        blob.erase();
      }
      blobs.add(blob);
    }
    if (index % 5 != 0) {
      int aggregate = random.nextInt(sequences.length);
      event.aggregateType = "incident";
      event.aggregateId = "i-" + aggregate;
      event.sequence = sequences[aggregate]++;
    }
    return event;
  }

  public SampleLog copy() {
    var copy = new SampleLog(keys);
    events.forEach(it -> copy.events.add(it.copy()));
    blobs.forEach(it -> copy.blobs.add(it.copy()));
    copy.checkpoints.addAll(checkpoints);
    tiles.forEach((node, hashes) -> copy.tiles.put(node, hashes.clone()));
    copy.state = state;
    return copy;
  }

  private static int compare(TreeNode a, TreeNode b) {
    return a.level() != b.level()
        ? Integer.compare(a.level(), b.level())
        : Long.compare(a.index(), b.index());
  }

  public List<TreeHash> leaves() {
    var hasher = new TreeHasher();
    return events.stream().map(it -> hasher.leaf(it.entry())).toList();
  }

  /** Makes tiles, state and checkpoints fit the events, everything signed. */
  public void seal(int... sizes) {
    retile();
    var tree = new PlainTree(leaves());
    checkpoints.clear();
    for (int size : sizes) {
      var root = tree.root(0, size);
      checkpoints.add(new CheckpointColumns(size, root, keys.sign(size, root, true), true));
    }
  }

  /** The same as whoever has stolen the log's key can do it. */
  public void resign(boolean published) {
    retile();
    var tree = new PlainTree(leaves());
    checkpoints.replaceAll(
        it -> {
          int size = (int) Math.min(it.size(), events.size());
          var root = tree.root(0, size);
          return new CheckpointColumns(size, root, keys.sign(size, root, false), published);
        });
  }

  /** Tiles and state alone, as whoever may write to the database can do it. */
  public void retile() {
    tiles.clear();
    var level = leaves();
    for (int number = 0; !level.isEmpty(); number++) {
      var above = new ArrayList<TreeHash>();
      for (int from = 0; from < level.size(); from += WIDTH) {
        var tile = level.subList(from, Math.min(from + WIDTH, level.size()));
        tiles.put(new TreeNode(number, from / WIDTH), bytes(tile));
        if (tile.size() == WIDTH) {
          above.add(new PlainTree(tile).root());
        }
      }
      level = above;
    }
    state = events.size();
  }

  private static byte[] bytes(List<TreeHash> hashes) {
    var bytes = new ByteArrayOutputStream();
    hashes.forEach(it -> bytes.writeBytes(it.bytes()));
    return bytes.toByteArray();
  }

  public CheckpointColumns head() {
    return checkpoints.getLast();
  }

  public Path dump(Path file) throws IOException {
    var dump = new StringBuilder("--\n-- PostgreSQL database dump\n--\n\nSET x = 0;\n\n");
    table(
        dump,
        "blob (digest, salt, media_type, size, content, erased_at)",
        blobs.stream().map(BlobColumns::row).toList());
    table(
        dump,
        "event (global_index, event_id, aggregate_type, aggregate_id, sequence_number,"
            + " payload_type, payload_revision, payload, meta_data, recorded_at)",
        events.stream().map(EventColumns::row).toList());
    table(dump, "incident_view (id, text)", List.of("1\tCOPY public.event (x) FROM stdin;"));
    table(
        dump,
        "log_checkpoint (size, root, created_at, note, published)",
        checkpoints.stream().map(CheckpointColumns::row).toList());
    table(dump, "log_identity (origin)", List.of(keys.origin()));
    table(dump, "log_state (size, epoch)", List.of(state + "\t1"));
    table(
        dump,
        "log_tile (level, \"index\", hashes)",
        tiles.entrySet().stream().map(it -> tile(it.getKey(), it.getValue())).toList());
    return Files.writeString(file, dump + "--\n-- PostgreSQL database dump complete\n--\n\n");
  }

  private static String tile(TreeNode node, byte[] hashes) {
    return node.level() + "\t" + node.index() + "\t\\\\x" + HexFormat.of().formatHex(hashes);
  }

  private static void table(StringBuilder dump, String name, List<String> rows) {
    dump.append("COPY public.").append(name).append(" FROM stdin;\n");
    rows.forEach(it -> dump.append(it).append('\n'));
    dump.append("\\.\n\n\n");
  }

  /** Only for a log whose newest checkpoint is over all of it. */
  public Path folder(Path folder) throws IOException {
    write(folder.resolve("checkpoint"), head().note().getBytes(StandardCharsets.UTF_8));
    for (var tile : tiles.entrySet()) {
      write(
          path(
              folder,
              "" + tile.getKey().level(),
              tile.getKey().index(),
              tile.getValue().length / 32),
          tile.getValue());
    }
    for (int from = 0; from < events.size(); from += WIDTH) {
      var bundle = new ByteArrayOutputStream();
      int width = Math.min(WIDTH, events.size() - from);
      for (var event : events.subList(from, from + width)) {
        var entry = event.entry();
        bundle.write(entry.length >> 8);
        bundle.write(entry.length);
        bundle.writeBytes(entry);
      }
      write(path(folder, "entries", from / WIDTH, width), bundle.toByteArray());
    }
    return folder;
  }

  private static Path path(Path folder, String kind, long index, int width) {
    var whole = folder.resolve("tile").resolve(kind).resolve(TilePath.of(index));
    return width == WIDTH
        ? whole
        : whole.resolveSibling(whole.getFileName() + ".p").resolve("" + width);
  }

  private static void write(Path file, byte[] bytes) throws IOException {
    Files.createDirectories(file.getParent());
    Files.write(file, bytes);
  }

  public String proof(int index) {
    var path = new PlainTree(leaves()).path(index, (int) head().size());
    return "c2sp.org/tlog-proof@v1\nextra "
        + Base64.getEncoder().encodeToString(events.get(index).entry())
        + "\nindex "
        + index
        + "\n"
        + lines(path)
        + "\n"
        + head().note();
  }

  public String consistency(CheckpointColumns old, CheckpointColumns fresh) {
    var hashes = new PlainTree(leaves()).consistency((int) old.size(), (int) fresh.size());
    return "countersign.dev/consistency@v1\nold "
        + old.size()
        + "\nnew "
        + fresh.size()
        + "\n"
        + lines(hashes)
        + "\n"
        + old.note()
        + "\n"
        + fresh.note();
  }

  private static String lines(List<TreeHash> hashes) {
    return hashes.stream().map(it -> it + "\n").collect(Collectors.joining());
  }

  public List<String> export(int from, int to) {
    var leaves = leaves();
    var lines = new ArrayList<String>();
    lines.add(
        "{\"checkpoint\":"
            + EventColumns.quoted(head().note())
            + ",\"from\":"
            + from
            + ",\"left\":"
            + nodes(0, from)
            + ",\"right\":"
            + nodes(to, (int) head().size())
            + ",\"t\":\"countersign-export/1\",\"to\":"
            + to
            + "}");
    for (int i = from; i < to; i++) {
      var entry = new String(events.get(i).entry(), StandardCharsets.UTF_8);
      lines.add("{\"entry\":" + entry + ",\"hash\":\"" + leaves.get(i) + "\",\"index\":" + i + "}");
    }
    lines.add("{\"leaves\":" + (to - from) + ",\"t\":\"countersign-export-end/1\"}");
    return lines;
  }

  private String nodes(int from, int to) {
    var tree = new PlainTree(leaves());
    return TreeRange.decompose(from, to).stream()
        .map(it -> "\"" + tree.root((int) it.from(), (int) it.to()) + "\"")
        .collect(Collectors.joining(",", "[", "]"));
  }

  /** The bytes with one bit the other way. */
  public static byte[] flipped(byte[] bytes, int position, int bit) {
    var flipped = Arrays.copyOf(bytes, bytes.length);
    flipped[position] ^= (byte) (1 << bit);
    return flipped;
  }
}

package io.countersign.verifier.load;

import io.countersign.verifier.note.SignedNote;
import io.countersign.verifier.record.EntryText;
import io.countersign.verifier.record.FaultCode;
import io.countersign.verifier.record.HeadCheck;
import io.countersign.verifier.record.Mismatch;
import io.countersign.verifier.tree.TreeHash;
import io.countersign.verifier.tree.TreeHasher;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Reads a record from a folder of tiles and bundles of entries, laid out as tlog-tiles says. */
public final class FolderLoader {
  private static final long LARGEST_BUNDLE = 256L * (2 + EntryText.MOST_BYTES);

  private static final int LARGEST_TILE = HashPyramid.WIDTH * TreeHash.LENGTH;

  private final Path folder;
  private final HeadCheck heads;
  private final Progress progress;
  private final RecordParts parts;
  private final TreeHasher hasher = new TreeHasher();

  private FolderLoader(Path folder, Path scratch, HeadCheck heads, Progress progress)
      throws IOException {
    this.folder = folder;
    this.heads = heads;
    this.progress = progress;
    this.parts = new RecordParts(scratch);
  }

  /**
   * @param scratch a folder for files that are gone afterwards
   * @param kept a head that was kept elsewhere
   */
  public static LoadedRecord load(
      Path folder, Path scratch, HeadCheck heads, Optional<SignedNote> kept, Progress progress)
      throws IOException {
    return new FolderLoader(folder, scratch, heads, progress).load(kept);
  }

  private LoadedRecord load(Optional<SignedNote> kept) throws IOException {
    var checkpoint = Files.readString(folder.resolve("checkpoint"));
    // Rotations are known only once the entries are read, and these only by the head's size.
    long size = size(checkpoint);
    entries(size);
    tiles(size);
    parts.events.complete();
    var judge = new HeadJudge(parts, heads);
    judge.judge(checkpoint, true).ifPresent(parts.checkpoints::add);
    return new LoadedRecord(
        parts.events,
        parts.tiles,
        parts.checkpoints,
        OptionalLong.empty(),
        kept.flatMap(judge::kept),
        parts.sequences,
        Optional.empty(),
        parts.misplaced,
        parts.entryFaults,
        parts.tileFaults,
        parts.checkpointFaults,
        parts.rotationFaults);
  }

  private static long size(String checkpoint) {
    var lines = List.of(checkpoint.split("\n", 3));
    return lines.size() > 1 && lines.get(1).matches("0|[1-9][0-9]{0,14}")
        ? Long.parseLong(lines.get(1))
        : 0;
  }

  private void entries(long size) throws IOException {
    for (long bundle = 0; bundle * HashPyramid.WIDTH < size; bundle++) {
      int width = (int) Math.min(size - bundle * HashPyramid.WIDTH, HashPyramid.WIDTH);
      var file = file("entries", bundle, width);
      if (file.isEmpty() || Files.size(file.get()) > LARGEST_BUNDLE) {
        missing(bundle, width);
        if (bundle > parts.events.size() / HashPyramid.WIDTH + 1000) {
          return; // a size that somebody made up
        }
      } else {
        bundle(Files.readAllBytes(file.get()), bundle * HashPyramid.WIDTH, width);
      }
      progress.at("entries", bundle * HashPyramid.WIDTH, size, bundle * HashPyramid.WIDTH + width);
    }
  }

  private void missing(long bundle, int width) {
    long from = bundle * HashPyramid.WIDTH;
    parts.misplaced.add(
        new Mismatch(
            FaultCode.MISSING,
            from,
            from + width,
            "there is no bundle with the entries from " + from));
  }

  private void bundle(byte[] bundle, long from, int width) throws IOException {
    int at = 0;
    for (int i = 0; i < width; i++) {
      int length =
          at + 2 > bundle.length ? -1 : ((bundle[at] & 0xff) << 8) | (bundle[at + 1] & 0xff);
      if (length < 0 || at + 2 + length > bundle.length) {
        parts.misplaced.add(
            new Mismatch(
                FaultCode.MISSING,
                from + i,
                from + width,
                "a bundle ends before entry " + (from + i)));
        return;
      }
      entry(from + i, Arrays.copyOfRange(bundle, at + 2, at + 2 + length));
      at += 2 + length;
    }
  }

  private void entry(long leaf, byte[] bytes) throws IOException {
    parts.events.level(0).put(leaf, hasher.leaf(bytes));
    var entry = EntryText.read(bytes);
    if (entry.isEmpty() || entry.get().position() != leaf + 1) {
      parts.entryFaults.add(
          new Mismatch(FaultCode.ENTRY, leaf, "leaf " + leaf + " is no event of that position"));
      return;
    }
    if (!entry.get().aggregate().isEmpty()) {
      parts.sequence(entry.get().aggregate(), leaf, entry.get().sequence());
    }
    if (entry.get().type().equals(KeyRotation.TYPE)) {
      parts.rotated(leaf, entry.get().payload());
    }
  }

  private void tiles(long size) throws IOException {
    for (int level = 0; level < HashPyramid.depth(size); level++) {
      var layout = TileLayout.of(size, level);
      long most = parts.events.size() / HashPyramid.WIDTH + 1; // a size may be made up
      for (long tile = 0; tile <= Math.min(layout.whole(), most); tile++) {
        int width = layout.width(tile);
        var file = width == 0 ? Optional.<Path>empty() : file(String.valueOf(level), tile, width);
        if (file.isPresent() && Files.size(file.get()) <= LARGEST_TILE) {
          tile(level, tile, width, Files.readAllBytes(file.get()));
        }
      }
    }
  }

  private void tile(int level, long index, int width, byte[] bytes) {
    if (bytes.length < width * TreeHash.LENGTH || bytes.length % TreeHash.LENGTH != 0) {
      parts.tileFaults.add(
          new Mismatch(FaultCode.TILE, "a tile of a wrong length: level " + level + ", " + index));
      return;
    }
    parts.tile(level, index, Arrays.copyOf(bytes, width * TreeHash.LENGTH));
  }

  /** The file with exactly so many, else the whole one that has come since. */
  private Optional<Path> file(String kind, long index, int width) {
    var whole = folder.resolve("tile").resolve(kind).resolve(TilePath.of(index));
    var partial = whole.resolveSibling(whole.getFileName() + ".p").resolve(String.valueOf(width));
    if (width < HashPyramid.WIDTH && Files.isRegularFile(partial)) {
      return Optional.of(partial);
    }
    return Files.isRegularFile(whole) ? Optional.of(whole) : Optional.empty();
  }
}

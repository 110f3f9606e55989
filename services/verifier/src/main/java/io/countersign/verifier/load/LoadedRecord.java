package io.countersign.verifier.load;

import io.countersign.verifier.note.TreeHead;
import io.countersign.verifier.record.RecordFindings;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A whole record as it was read: what the events hash to beside what the log has kept of its tree.
 *
 * @param events computed from the events alone
 * @param tiles as the log has stored them
 * @param checkpoints by their sizes
 * @param state the size that the log's state says
 * @param kept a head that was kept elsewhere
 * @param blobs empty where the form of the record has none, such as a folder of tiles
 * @param misplaced events at a position that isn't one, or twice at one
 * @param entryFaults events whose columns could hide something
 */
public record LoadedRecord(
    HashPyramid events,
    HashPyramid tiles,
    List<LoadedCheckpoint> checkpoints,
    OptionalLong state,
    Optional<TreeHead> kept,
    RecordSpool sequences,
    Optional<RecordSpool> blobs,
    RecordFindings misplaced,
    RecordFindings entryFaults,
    RecordFindings tileFaults,
    RecordFindings checkpointFaults,
    RecordFindings rotationFaults)
    implements AutoCloseable {
  public LoadedRecord {
    checkpoints = List.copyOf(checkpoints);
  }

  /** The size of the tree that the log has kept. */
  public long treeSize() {
    return tiles.size();
  }

  @Override
  public void close() throws IOException {
    events.close();
    tiles.close();
    sequences.close();
    if (blobs.isPresent()) {
      blobs.get().close();
    }
  }
}

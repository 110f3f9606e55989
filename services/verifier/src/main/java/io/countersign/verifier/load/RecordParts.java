package io.countersign.verifier.load;

import io.countersign.verifier.record.FaultCode;
import io.countersign.verifier.record.Mismatch;
import io.countersign.verifier.record.RecordFindings;
import io.countersign.verifier.tree.TreeHash;
import io.countersign.verifier.tree.TreeHasher;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A record while it's being read. */
final class RecordParts {
  private static final int MOST_ROTATIONS = 10_000;

  final HashPyramid events;
  final HashPyramid tiles;
  final RecordSpool sequences;
  final RecordSpool blobs;
  final RecordFindings misplaced = new RecordFindings();
  final RecordFindings entryFaults = new RecordFindings();
  final RecordFindings tileFaults = new RecordFindings();
  final RecordFindings checkpointFaults = new RecordFindings();
  final RecordFindings rotationFaults = new RecordFindings();
  final List<KeyRotation> rotations = new ArrayList<>();
  final List<LoadedCheckpoint> checkpoints = new ArrayList<>();
  private final MessageDigest digest = TreeHasher.sha256();

  /**
   * @param folder for the files that hold what memory shouldn't
   */
  RecordParts(Path folder) throws IOException {
    events = new HashPyramid(folder);
    tiles = new HashPyramid(folder);
    sequences = new RecordSpool(folder, SequenceRow.LENGTH);
    blobs = new RecordSpool(folder, BlobRow.LENGTH);
  }

  void sequence(String aggregate, long leaf, long sequence) throws IOException {
    var hash = digest.digest(aggregate.getBytes(StandardCharsets.UTF_8));
    sequences.add(new SequenceRow(ByteBuffer.wrap(hash).getLong(), leaf, sequence).bytes());
  }

  /**
   * Puts a tile's hashes where they belong; more than a tile's, or twice other ones, are faults.
   */
  void tile(int level, long index, byte[] hashes) {
    var file = tiles.level(level);
    int count = hashes.length / TreeHash.LENGTH;
    if (count > HashPyramid.WIDTH || file.has(index * HashPyramid.WIDTH)) {
      tileFaults.add(
          new Mismatch(
              FaultCode.TILE, "a tile too large, or twice: level " + level + ", " + index));
      return;
    }
    for (int i = 0; i < count; i++) {
      file.put(index * HashPyramid.WIDTH + i, hashes, i * TreeHash.LENGTH);
    }
  }

  void rotated(long leaf, Map<String, Object> payload) {
    var rotation = KeyRotation.read(leaf, payload);
    if (rotation.isPresent() && rotations.size() < MOST_ROTATIONS) {
      rotations.add(rotation.get());
    } else {
      rotationFaults.add(
          new Mismatch(
              FaultCode.ROTATION,
              leaf,
              "a rotation of the log's key that the old key hasn't signed"));
    }
  }
}

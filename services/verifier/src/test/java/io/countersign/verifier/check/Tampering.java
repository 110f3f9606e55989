package io.countersign.verifier.check;

import io.countersign.verifier.testing.CheckpointColumns;
import io.countersign.verifier.testing.EventColumns;
import io.countersign.verifier.testing.SampleLog;
import io.countersign.verifier.tree.PlainTree;
import io.countersign.verifier.tree.TreeNode;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.Random;

/**
 * The ways in which a record is tampered with by whoever may write to the database, or has the
 * log's key, or both. Each answers the first leaf that has to be named, or -1 for any.
 */
enum Tampering {
  UPDATE_PAYLOAD {
    @Override
    int apply(SampleLog log, Random random) {
      int leaf = random.nextInt(log.events.size());
      var event = log.events.get(leaf);
      event.payload =
          event.payload.replaceFirst("[0-9]", "" + (event.payload.contains("5") ? 51 : 15));
      return leaf;
    }
  },
  UPDATE_COLUMN {
    @Override
    int apply(SampleLog log, Random random) {
      int leaf = random.nextInt(log.events.size());
      var event = log.events.get(leaf);
      switch (random.nextInt(5)) {
        case 0 -> event.type += "x";
        case 1 -> event.revision = "2";
        case 2 -> event.recordedAt = "2025" + event.recordedAt.substring(4);
        case 3 -> event.metadata = "{}";
        default -> event.id = event.id.replaceFirst(".", "g");
      }
      return leaf;
    }
  },
  DELETE {
    @Override
    int apply(SampleLog log, Random random) {
      int leaf = random.nextInt(log.events.size());
      log.events.remove(leaf);
      return leaf;
    }
  },
  INSERT {
    @Override
    int apply(SampleLog log, Random random) {
      int leaf = random.nextInt(log.events.size());
      var event = log.events.get(leaf).copy();
      event.type = "remediation.approved";
      log.events.subList(leaf, log.events.size()).forEach(it -> it.position++);
      log.events.add(leaf, event);
      return leaf;
    }
  },
  SWAP {
    @Override
    int apply(SampleLog log, Random random) {
      int leaf = random.nextInt(log.events.size() - 1);
      int other = leaf + 1 + random.nextInt(log.events.size() - leaf - 1);
      long position = log.events.get(leaf).position;
      log.events.get(leaf).position = log.events.get(other).position;
      log.events.get(other).position = position;
      Collections.shuffle(log.events, random); // rows may lie anywhere
      return leaf;
    }
  },
  TRUNCATE {
    @Override
    int apply(SampleLog log, Random random) {
      int left = random.nextInt(log.events.size());
      log.events.subList(left, log.events.size()).clear();
      return left;
    }
  },
  ROLL_BACK {
    @Override
    int apply(SampleLog log, Random random) {
      int left = random.nextInt(log.events.size());
      log.events.subList(left, log.events.size()).clear();
      log.seal(left); // even with the witness's key: only the head that was kept tells
      return left;
    }

    @Override
    boolean needsKeptHead() {
      return true;
    }
  },
  REWRITE_AND_RESIGN {
    @Override
    int apply(SampleLog log, Random random) {
      UPDATE_COLUMN.apply(log, random);
      log.resign(random.nextBoolean());
      return -1;
    }

    @Override
    boolean needsKeptHead() {
      return true;
    }
  },
  APPEND_AND_RESIGN {
    @Override
    int apply(SampleLog log, Random random) {
      var event = new EventColumns();
      event.position = log.events.size() + 1;
      event.id = "forged";
      event.type = "remediation.approved";
      log.events.add(event);
      log.retile();
      var root = new PlainTree(log.leaves()).root();
      int size = log.events.size();
      log.checkpoints.add(
          new CheckpointColumns(size, root, log.keys.sign(size, root, false), true));
      return -1;
    }
  },
  REWRITE_WITHOUT_A_KEY {
    @Override
    int apply(SampleLog log, Random random) {
      UPDATE_COLUMN.apply(log, random);
      log.retile();
      return -1;
    }
  },
  EDIT_BLOB {
    @Override
    int apply(SampleLog log, Random random) {
      var blob = log.blobs.get(random.nextInt(log.blobs.size()));
      switch (random.nextInt(4)) {
        case 0 -> blob.content = new byte[] {1};
        case 1 -> log.blobs.remove(blob);
        case 2 -> {
          blob.salt = null;
          blob.erased = false;
        }
        default -> blob.mediaType = "text/html";
      }
      return (int) log.events.stream().takeWhile(it -> !it.payload.contains(blob.digest)).count();
    }
  },
  REPEAT_BLOB {
    @Override
    int apply(SampleLog log, Random random) {
      var blob = log.blobs.get(random.nextInt(log.blobs.size()));
      log.blobs.add(blob.copy());
      return (int) log.events.stream().takeWhile(it -> !it.payload.contains(blob.digest)).count();
    }
  },
  LEAVE_OUT_BLOBS {
    @Override
    int apply(SampleLog log, Random random) {
      log.blobs.clear();
      return 9; // the first that names one
    }
  },
  EDIT_LEAF_IN_TILE {
    @Override
    int apply(SampleLog log, Random random) {
      int leaf = random.nextInt(log.events.size());
      log.tiles.get(new TreeNode(0, leaf / 256))[leaf % 256 * 32] ^= 1;
      return leaf;
    }
  },
  EDIT_HIGHER_TILE {
    @Override
    int apply(SampleLog log, Random random) {
      var hashes = log.tiles.get(new TreeNode(1, 0));
      int at = random.nextInt(hashes.length);
      hashes[at] ^= 1;
      return at / 32 * 256;
    }
  },
  LOSE_TILE {
    @Override
    int apply(SampleLog log, Random random) {
      log.tiles.remove(new TreeNode(random.nextInt(2), 0));
      return 0;
    }
  },
  EDIT_CHECKPOINT {
    @Override
    int apply(SampleLog log, Random random) {
      int at = random.nextInt(log.checkpoints.size());
      var old = log.checkpoints.get(at);
      var other = new CheckpointColumns(old.size() + 1, old.root(), old.note(), true);
      var forged =
          new CheckpointColumns(
              old.size(), old.root(), old.note().replaceFirst("\n[0-9]+\n", "\n123\n"), true);
      log.checkpoints.set(at, random.nextBoolean() ? other : forged);
      return -1;
    }
  },
  REPEAT_ROW {
    @Override
    int apply(SampleLog log, Random random) {
      int leaf = random.nextInt(log.events.size());
      log.events.add(log.events.get(leaf).copy());
      return leaf;
    }
  },
  /** The entry's bytes stay the same: what was payload is said to be metadata. */
  MOVE_BETWEEN_COLUMNS {
    @Override
    int apply(SampleLog log, Random random) {
      int leaf = random.nextInt(log.events.size() / 10) * 10 + 1; // one without a blob
      var event = log.events.get(leaf);
      var before = event.entry();
      int split = event.payload.indexOf(",\"payload\":");
      event.metadata = event.metadata + ",\"payload\":" + event.payload.substring(0, split);
      event.payload = event.payload.substring(split + ",\"payload\":".length());
      if (!Arrays.equals(before, event.entry())) {
        throw new IllegalStateException("the entry has to stay");
      }
      return leaf;
    }
  },
  SET_BACK_STATE {
    @Override
    int apply(SampleLog log, Random random) {
      log.state -= 1 + random.nextInt(9);
      return -1;
    }
  },
  /** What a log writes whose server was changed: all keys are at hand. */
  SKIP_SEQUENCE {
    @Override
    int apply(SampleLog log, Random random) {
      int leaf = random.nextInt(log.events.size() / 10) * 10 + 1;
      var event = log.events.get(leaf);
      event.sequence = event.sequence + 1000;
      log.seal(log.events.size());
      return leaf;
    }
  },
  FORGE_ROTATION {
    @Override
    int apply(SampleLog log, Random random) {
      int leaf = random.nextInt(log.events.size() / 10) * 10;
      var event = log.events.get(leaf);
      var fresh = log.keys.rotated();
      event.type = "audit.log-key-rotated";
      event.payload =
          "{\"newKeys\":[\""
              + fresh.log().key()
              + "\"],\"oldKey\":\""
              + log.keys.log().key()
              + "\",\"origin\":\""
              + log.keys.origin()
              + "\",\"signature\":\""
              + Base64.getEncoder().encodeToString(fresh.log().sign(new byte[] {1}))
              + "\"}";
      log.seal(log.events.size());
      return leaf;
    }
  };

  abstract int apply(SampleLog log, Random random);

  /** Tells whether nothing in the record itself gives it away. */
  boolean needsKeptHead() {
    return false;
  }
}

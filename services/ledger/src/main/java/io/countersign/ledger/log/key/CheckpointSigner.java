package io.countersign.ledger.log.key;

import java.util.List;

/** The log's two keys, wherever they lie: here in memory, behind it perhaps in another machine. */
public interface CheckpointSigner {
  /** The Ed25519 one, by which the log is known. */
  NoteKey key();

  /** Both, the Ed25519 one first. */
  List<NoteKey> keys();

  /**
   * The signature lines of a tree head, one for each key, each without its newline.
   *
   * @param body the text of the checkpoint, which ends with a newline
   * @param size of the tree
   * @param root of the tree
   */
  List<String> sign(String body, long size, byte[] root);

  /** The Ed25519 signature over a text that says itself what it is. */
  byte[] sign(String statement);
}

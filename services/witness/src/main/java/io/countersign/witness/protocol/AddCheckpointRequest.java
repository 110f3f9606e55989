package io.countersign.witness.protocol;

import io.countersign.verifier.tree.TreeHash;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A call of {@code add-checkpoint}: the size that the witness is believed to know, the proof from
 * there, and the checkpoint.
 *
 * @param checkpoint the signed note, not looked into yet
 */
public record AddCheckpointRequest(long oldSize, List<TreeHash> proof, String checkpoint) {
  private static final int MOST_HASHES = 63;
  private static final Pattern OLD = Pattern.compile("old (0|[1-9][0-9]{0,18})");

  public AddCheckpointRequest {
    proof = List.copyOf(proof);
  }

  /** Reads what was sent, strictly: there is one way to write each request. */
  public static AddCheckpointRequest parse(byte[] body) throws MalformedRequestException {
    var text = text(body);
    int end = text.indexOf("\n\n");
    if (end < 0) {
      throw new MalformedRequestException("no empty line before a checkpoint");
    }
    var lines = List.of(text.substring(0, end).split("\n", -1));
    long old = oldSize(lines.getFirst());
    return new AddCheckpointRequest(
        old, hashes(lines.subList(1, lines.size())), text.substring(end + 2));
  }

  private static String text(byte[] body) throws MalformedRequestException {
    String text;
    try {
      text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
    } catch (CharacterCodingException e) {
      throw new MalformedRequestException("not UTF-8");
    }
    if (text.chars().anyMatch(it -> it < ' ' && it != '\n')) {
      throw new MalformedRequestException("a control character");
    }
    return text;
  }

  private static long oldSize(String line) throws MalformedRequestException {
    var old = OLD.matcher(line);
    if (!old.matches()) {
      throw new MalformedRequestException("the first line is to be `old` and a size in decimal");
    }
    try {
      return Long.parseLong(old.group(1));
    } catch (NumberFormatException e) {
      throw new MalformedRequestException("no tree is so large");
    }
  }

  private static List<TreeHash> hashes(List<String> lines) throws MalformedRequestException {
    if (lines.size() > MOST_HASHES) {
      throw new MalformedRequestException("more than 63 lines of a consistency proof");
    }
    var hashes = new ArrayList<TreeHash>();
    for (var line : lines) {
      try {
        hashes.add(TreeHash.parse(line));
      } catch (IllegalArgumentException e) {
        throw new MalformedRequestException("a line of the proof isn't one hash in base64");
      }
    }
    return hashes;
  }
}

package io.countersign.verifier.report;

import io.countersign.verifier.note.BadSignatureException;
import io.countersign.verifier.note.MalformedNoteException;
import io.countersign.verifier.note.SignedNote;
import io.countersign.verifier.note.TrustPolicy;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The digests of a bundle's files, as the log's key signed them.
 *
 * @param digests in hex, by the files' names
 */
record ManifestFile(Map<String, String> digests) {
  private static final String FORM = "countersign-report-files/1";
  private static final int DIGEST = 64;

  /**
   * @throws MalformedNoteException for what is none, or isn't signed by the log that it names
   */
  static ManifestFile read(byte[] bytes, TrustPolicy policy) throws MalformedNoteException {
    var note = SignedNote.parse(bytes);
    var lines = note.text().lines().toList();
    if (lines.size() < 2 || !lines.getFirst().equals(FORM)) {
      throw new MalformedNoteException("its first line isn't " + FORM);
    }
    var keys = policy.logKeys(lines.get(1));
    try {
      if (note.verified(keys).isEmpty()) {
        throw new MalformedNoteException("no key of the policy has signed it");
      }
    } catch (BadSignatureException e) {
      throw new MalformedNoteException("its signature isn't the log's");
    }
    return new ManifestFile(digests(lines.subList(2, lines.size())));
  }

  private static Map<String, String> digests(List<String> lines) throws MalformedNoteException {
    var digests = new LinkedHashMap<String, String>();
    for (var line : lines) {
      if (line.length() < DIGEST + 3 || !line.startsWith("  ", DIGEST)) {
        throw new MalformedNoteException("a line of it isn't a digest and a name");
      }
      digests.put(line.substring(DIGEST + 2), line.substring(0, DIGEST));
    }
    return digests;
  }
}

package io.countersign.verifier.testing;

import io.countersign.verifier.note.Keys;
import io.countersign.verifier.note.MalformedNoteException;
import io.countersign.verifier.note.NoteSigner;
import io.countersign.verifier.note.SignatureType;
import io.countersign.verifier.note.SignedNote;
import io.countersign.verifier.note.TreeHead;
import io.countersign.verifier.note.TrustPolicy;
import io.countersign.verifier.tree.TreeHash;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The keys of a log and of its witness. */
public record LogKeys(String origin, NoteSigner log, NoteSigner logToo, NoteSigner witness) {
  public static final long TIME = 1_750_000_000;

  public static LogKeys of(String origin) {
    return new LogKeys(
        origin,
        Keys.signer(origin, SignatureType.ED25519),
        Keys.signer(origin, SignatureType.COSIGNATURE_ML_DSA_44),
        Keys.signer("witness.example/w1", SignatureType.COSIGNATURE_ED25519));
  }

  /** The same witness over new keys of the log. */
  public LogKeys rotated() {
    var fresh = of(origin);
    return new LogKeys(origin, fresh.log, fresh.logToo, witness);
  }

  public String policyText(boolean quorum) {
    return "# whom to trust\nlog "
        + log.key()
        + "\nlog "
        + logToo.key()
        + "\nwitness w1 "
        + witness.key()
        + "\nquorum "
        + (quorum ? "w1" : "none")
        + "\n";
  }

  public TrustPolicy policy(boolean quorum) {
    return policy(policyText(quorum));
  }

  public static TrustPolicy policy(String text) {
    try {
      return TrustPolicy.parse(text.getBytes(StandardCharsets.UTF_8));
    } catch (MalformedNoteException e) {
      throw new IllegalStateException(e);
    }
  }

  public String sign(long size, TreeHash root, boolean cosigned) {
    return sign(size, root, cosigned, TIME);
  }

  public String sign(long size, TreeHash root, boolean cosigned, long time) {
    var text = new TreeHead(origin, size, root).text();
    var signatures = new ArrayList<>(List.of(log.sign(text, 0), logToo.sign(text, 0)));
    if (cosigned) {
      signatures.add(witness.sign(text, time));
    }
    return new SignedNote(text, signatures).toString();
  }
}

package io.countersign.verifier.check;

import io.countersign.verifier.load.LoadedCheckpoint;
import io.countersign.verifier.load.LoadedCheckpoint.Standing;
import io.countersign.verifier.load.LoadedRecord;
import io.countersign.verifier.record.FaultCode;
import io.countersign.verifier.record.Mismatch;
import io.countersign.verifier.record.RecordFindings;

/**
 * The newest head that was published is cosigned as the policy demands: one that isn't may be the
 * work of whoever stole the log's key.
 */
final class NewestHeadIsWitnessed implements RecordCheck {
  @Override
  public void apply(LoadedRecord record, RecordFindings findings) {
    record.checkpoints().stream()
        .filter(LoadedCheckpoint::published)
        .reduce((a, b) -> b)
        .filter(it -> it.standing() == Standing.UNWITNESSED)
        .ifPresent(
            it ->
                findings.add(
                    new Mismatch(
                        FaultCode.QUORUM,
                        "the newest published checkpoint, of size "
                            + it.size()
                            + ", isn't cosigned by as many witnesses as the policy demands")));
  }
}

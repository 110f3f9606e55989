package io.countersign.verifier.check;

import io.countersign.verifier.load.LoadedRecord;
import io.countersign.verifier.record.RecordFindings;
import java.util.List;

/** All checks of a record. Each finds something that no other does. */
public final class RecordChecks {
  public static final List<RecordCheck> ALL =
      List.of(
          new PositionsAreDense(),
          new EntriesHideNothing(),
          new SequencesAreDense(),
          new TilesHoldTheEvents(),
          new TilesStandOnEachOther(),
          new CheckpointsAreSigned(),
          new CheckpointsFitTheEvents(),
          new NewestHeadIsWitnessed(),
          new StateIsThatOfTheTree(),
          new RotationsAreSigned(),
          new BlobsAreWhatWasNamed(),
          new KeptHeadIsContained());

  private RecordChecks() {}

  public static RecordFindings run(List<RecordCheck> checks, LoadedRecord record) {
    var findings = new RecordFindings();
    checks.forEach(it -> it.apply(record, findings));
    return findings;
  }
}

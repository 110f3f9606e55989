package io.countersign.server.planning;

import io.countersign.domain.RefusalCode;
import io.countersign.domain.correlation.IncidentId;
import io.countersign.domain.planning.course.FormerProposal;
import io.countersign.domain.planning.course.PlanningStep.Propose;
import java.util.List;
import java.util.Optional;

/** The proposals of incidents, as the capability that comes after this one keeps them. */
public interface Proposals {
  /** Newest first, as they stand now. */
  List<FormerProposal> of(IncidentId incident);

  /** The one of this id, if it was ever made. */
  Optional<FormerProposal> find(String id);

  /**
   * @param diagnosis the number of the one that it rests on
   * @return why it was refused, if it was
   */
  Optional<RefusalCode> propose(int diagnosis, Propose proposal);

  /** Another one takes its place. */
  void supersede(FormerProposal proposal, String because);

  /** The fault is gone. */
  void dismiss(FormerProposal proposal, String because);
}

package io.countersign.server.ticketing.act;

import io.countersign.domain.PrincipalId;
import java.util.Optional;

/**
 * The people of a ticket system as they are known here, by accounts that people linked themselves.
 */
public interface LinkedPeople {
  /**
   * @param system the connection's name
   */
  Optional<PrincipalId> personOf(String system, String account);

  Optional<String> accountOf(PrincipalId person, String system);

  /**
   * Proposes to whoever was shown a code that the account that wrote it into a comment is theirs.
   *
   * @param shownIn the ticket's address
   * @return the text without such codes; as it is where it only looks as if it had one
   */
  String propose(String system, String account, String text, String shownIn);
}

package io.countersign.server.ticketing.act;

import io.countersign.connectors.spi.ticketing.Ticketing;
import io.countersign.domain.PrincipalId;
import io.countersign.domain.Reference;
import io.countersign.domain.access.link.LinkedAccount;
import io.countersign.ledger.access.link.LinkedAccounts;
import io.countersign.server.config.Connections;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * The accounts of ticket systems that people linked: each is somebody's on its site, not under the
 * name of a connection behind which another site may stand tomorrow.
 */
@Component
public final class TicketAccounts {
  private final Connections connections;
  private final LinkedAccounts linked;

  TicketAccounts(Connections connections, LinkedAccounts linked) {
    this.connections = connections;
    this.linked = linked;
  }

  /** The site of a connection; of one that isn't configured, its name, where nobody is linked. */
  public String site(String system) {
    return connections.of(Ticketing.class).stream()
        .filter(it -> it.name().equals(system))
        .map(Ticketing::site)
        .findFirst()
        .orElse(system);
  }

  /** Where a comment on a ticket is read. */
  String addressOf(Reference ticket, String comment) {
    return connections.of(Ticketing.class).stream()
        .filter(it -> it.name().equals(ticket.system()))
        .map(it -> it.addressOf(ticket, comment))
        .findFirst()
        .orElse(ticket.url());
  }

  /**
   * An account that somebody acts by.
   *
   * @throws IllegalArgumentException when it can't be an account's id
   */
  public LinkedAccount account(String system, String account) {
    return new LinkedAccount(system, site(system), account);
  }

  /** Whose account it is. */
  public Optional<PrincipalId> personOf(String system, String account) {
    return linked.personOf(system, site(system), account);
  }

  /** The id of a person's account there. */
  public Optional<String> accountOf(PrincipalId person, String system) {
    return linked.accountOf(person, system, site(system)).map(LinkedAccount::account);
  }
}

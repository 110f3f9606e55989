package io.countersign.server.access.link;

import io.countersign.domain.RefusalCode;
import io.countersign.domain.access.link.LinkCommand.EndLink;
import io.countersign.ledger.access.link.LinkedAccounts;
import io.countersign.server.access.PersonAccounts;
import io.countersign.server.web.CommandSender;
import io.countersign.server.web.Origin;
import io.countersign.server.web.Paging.Listed;
import io.countersign.server.web.problem.RefusedException;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * A person's accounts in other systems, for administrators: they may end a link, never make one.
 */
@RestController
@RequestMapping("/api/v1/users/{name}/links")
class PersonLinksController {
  private final LinkedAccounts accounts;
  private final PersonAccounts persons;
  private final CommandSender commands;

  PersonLinksController(LinkedAccounts accounts, PersonAccounts persons, CommandSender commands) {
    this.accounts = accounts;
    this.persons = persons;
    this.commands = commands;
  }

  @GetMapping
  Listed<LinkItem> list(@PathVariable String name) {
    return LinkItem.listed(accounts.of(persons.byLogin(name)));
  }

  @DeleteMapping("/{link}")
  CommandSender.Written end(@PathVariable String name, @PathVariable String link, Origin origin) {
    var held =
        accounts.of(persons.byLogin(name)).stream()
            .map(LinkedAccounts.Row::link)
            .filter(it -> it.value().equals(link))
            .findFirst()
            .orElseThrow(() -> new RefusedException(RefusalCode.UNKNOWN_LINK));
    return commands.send(new EndLink(held), origin.context(null));
  }
}

package io.countersign.server.access.identities;

import io.countersign.domain.RefusalCode;
import io.countersign.domain.access.identity.IdentityAddress;
import io.countersign.domain.access.identity.IdentityCommand.AddIdentity;
import io.countersign.domain.access.identity.IdentityCommand.RemoveIdentity;
import io.countersign.domain.access.identity.IdentityId;
import io.countersign.ledger.access.identity.Identities;
import io.countersign.server.access.PersonAccounts;
import io.countersign.server.access.PrincipalNames;
import io.countersign.server.web.BlobFactory;
import io.countersign.server.web.CommandSender;
import io.countersign.server.web.Origin;
import io.countersign.server.web.Paging.Listed;
import io.countersign.server.web.ParameterParsing;
import io.countersign.server.web.problem.RefusedException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The addresses under which a person acts in other systems. */
@RestController
@RequestMapping("/api/v1/users/{name}/identities")
class IdentitiesController {
  private static final int LONGEST = 200;
  private static final String FORM = "SYSTEM:ADDRESS without blanks, such as git:a@example.org";

  /**
   * One address.
   *
   * @param address such as {@code git:alice@example.org}; absent once erased
   * @param addedBy the administrator who said that it's theirs
   */
  record IdentityItem(
      String identity,
      @Nullable String address,
      String addedBy,
      @Nullable String addedByName,
      Instant addedAt) {}

  /**
   * An address to add.
   *
   * @param address {@code SYSTEM:ADDRESS}, as those who tell of changes write it
   */
  record NewIdentity(@Nullable String address) {
    @Override
    public String toString() {
      return "NewIdentity[]";
    }
  }

  private final Identities identities;
  private final PersonAccounts persons;
  private final CommandSender commands;
  private final PrincipalNames names;

  IdentitiesController(
      Identities identities, PersonAccounts persons, CommandSender commands, PrincipalNames names) {
    this.identities = identities;
    this.persons = persons;
    this.commands = commands;
    this.names = names;
  }

  @GetMapping
  Listed<IdentityItem> list(@PathVariable String name) {
    var lookup = names.lookup();
    var items =
        identities.of(persons.byLogin(name)).stream().map(row -> item(row, lookup)).toList();
    return new Listed<>(items, null);
  }

  @PostMapping
  CommandSender.Written add(
      @PathVariable String name, @RequestBody NewIdentity body, Origin origin) {
    var person = persons.byLogin(name);
    var text = ParameterParsing.text("address", body.address(), LONGEST);
    var address = ParameterParsing.parameter("/address", text, IdentityAddress::new, FORM);
    if (address == null) {
      throw RefusedException.badRequest("/address", "is missing");
    }
    var kept = BlobFactory.text(address.value());
    var command = new AddIdentity(IdentityId.of(origin.request()), person, address, kept.ref());
    return commands.send(command, origin.context(null), kept);
  }

  @DeleteMapping("/{identity}")
  CommandSender.Written remove(
      @PathVariable String name, @PathVariable String identity, Origin origin) {
    var held =
        identities.of(persons.byLogin(name)).stream()
            .map(Identities.Row::identity)
            .filter(it -> it.value().equals(identity))
            .findFirst()
            .orElseThrow(() -> new RefusedException(RefusalCode.UNKNOWN_IDENTITY));
    return commands.send(new RemoveIdentity(held), origin.context(null));
  }

  private static IdentityItem item(Identities.Row row, PrincipalNames.Lookup names) {
    var by = row.addedBy().value();
    return new IdentityItem(
        row.identity().value(),
        row.address().isEmpty() ? null : row.address(),
        by,
        names.of(by),
        row.addedAt());
  }
}

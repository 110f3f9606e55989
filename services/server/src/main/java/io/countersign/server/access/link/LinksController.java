package io.countersign.server.access.link;

import io.countersign.domain.RefusalCode;
import io.countersign.domain.access.link.LinkCommand.ConfirmAccount;
import io.countersign.domain.access.link.LinkCommand.EndLink;
import io.countersign.domain.access.link.LinkId;
import io.countersign.domain.access.link.LinkedAccount;
import io.countersign.ledger.access.link.LinkedAccounts;
import io.countersign.server.web.Caller;
import io.countersign.server.web.CommandSender;
import io.countersign.server.web.Origin;
import io.countersign.server.web.Paging.Listed;
import io.countersign.server.web.ParameterParsing;
import io.countersign.server.web.problem.RefusedException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** One's own accounts in other systems. */
@RestController
@RequestMapping("/api/v1/me/links")
class LinksController {
  private static final int LONGEST = 63;
  private static final int LONGEST_ID = 200;

  /**
   * An account to link.
   *
   * @param system the configured name of the connection
   */
  record NewLink(@Nullable String system) {}

  /**
   * A code.
   *
   * @param code to be shown from within the account, once; nobody can read it again
   * @param toConfirm whether the account has to be confirmed afterwards, since others can read what
   *     is shown there
   */
  record OfferedLink(
      String link, String code, Instant expiresAt, boolean toConfirm, long position) {
    @Override
    public String toString() {
      return "OfferedLink[" + link + "]";
    }
  }

  /**
   * An account that showed one's code where others can read it.
   *
   * @param author the name that the account goes by there, which anybody may give themselves;
   *     absent where it isn't told now
   * @param shownIn where, as an address: of the comment, where that has one
   * @param contested whether another one showed it, too: then neither can be confirmed
   */
  record ProposedLink(
      String link,
      String system,
      String account,
      @Nullable String author,
      String shownIn,
      Instant shownAt,
      boolean contested) {}

  /**
   * The account that is one's own.
   *
   * @param account its id there
   */
  record Confirmation(@Nullable String account) {}

  private final LinkedAccounts accounts;
  private final AccountLinking linking;
  private final LinkableSystems systems;
  private final AccountNames names;
  private final CommandSender commands;

  LinksController(
      LinkedAccounts accounts,
      AccountLinking linking,
      LinkableSystems systems,
      AccountNames names,
      CommandSender commands) {
    this.accounts = accounts;
    this.linking = linking;
    this.systems = systems;
    this.names = names;
    this.commands = commands;
  }

  @GetMapping
  Listed<LinkItem> list(Caller caller) {
    return LinkItem.listed(accounts.of(caller.id()));
  }

  @PostMapping
  OfferedLink offer(@RequestBody NewLink body, Origin origin) {
    if (!origin.caller().actor().isPerson()) {
      throw new RefusedException(RefusalCode.HUMAN_REQUIRED);
    }
    var system = ParameterParsing.text("system", body.system(), LONGEST);
    if (!systems.names().contains(system)) {
      throw RefusedException.badRequest(
          "/system",
          systems.names().isEmpty()
              ? "names no connection: no conversation and no ticketing is configured"
              : "is none of these: " + String.join(", ", systems.names()));
    }
    var offer = linking.offer(system, origin);
    return new OfferedLink(
        offer.link().value(),
        offer.code().reveal(),
        offer.expiresAt(),
        systems.open().contains(system),
        offer.position());
  }

  @GetMapping("/proposals")
  Listed<ProposedLink> proposals(Origin origin) {
    var found = accounts.proposed(origin.caller().id(), origin.at());
    var authors = names.of(found.stream().map(LinkedAccounts.Proposal::account).toList());
    var shown = new ArrayList<ProposedLink>();
    for (int i = 0; i < found.size(); i++) {
      shown.add(shown(found.get(i), authors.get(i)));
    }
    return new Listed<>(List.copyOf(shown), null);
  }

  private static ProposedLink shown(LinkedAccounts.Proposal it, @Nullable String author) {
    return new ProposedLink(
        it.link().value(),
        it.account().system(),
        it.account().account(),
        author == null || author.isEmpty() ? null : author,
        it.shownIn(),
        it.shownAt(),
        it.contested());
  }

  /** Of several that showed the code none can be confirmed: it was copied. */
  @PostMapping("/{link}/confirmation")
  CommandSender.Written confirm(
      @PathVariable String link, @RequestBody Confirmation body, Origin origin) {
    if (!origin.caller().actor().isPerson()) {
      throw new RefusedException(RefusalCode.HUMAN_REQUIRED);
    }
    var account = ParameterParsing.text("account", body.account(), LONGEST_ID);
    var proposed =
        accounts.proposed(origin.caller().id(), origin.at()).stream()
            .filter(it -> it.link().value().equals(link))
            .toList();
    var id = ParameterParsing.id(link, LinkId::new, RefusalCode.UNKNOWN_LINK);
    var own =
        proposed.stream()
            .map(LinkedAccounts.Proposal::account)
            .filter(it -> it.account().equals(account))
            .findFirst()
            .or(() -> held(id, account, origin))
            .orElseThrow(
                () ->
                    proposed.isEmpty()
                        ? new RefusedException(RefusalCode.UNKNOWN_LINK)
                        : RefusedException.badRequest("/account", "hasn't shown your code"));
    return commands.send(new ConfirmAccount(id, own), origin.context(null));
  }

  /** What was confirmed before: the same again is unchanged, another account is refused. */
  private Optional<LinkedAccount> held(LinkId link, String account, Origin origin) {
    return accounts.of(origin.caller().id()).stream()
        .filter(it -> it.link().equals(link))
        .map(it -> new LinkedAccount(it.account().system(), it.account().workspace(), account))
        .findFirst();
  }

  /** Somebody else's isn't one's own to end here; that it's there isn't told. */
  @DeleteMapping("/{link}")
  CommandSender.Written end(@PathVariable String link, Origin origin) {
    var own =
        accounts.of(origin.caller().id()).stream()
            .map(LinkedAccounts.Row::link)
            .filter(it -> it.value().equals(link))
            .findFirst()
            .orElseGet(() -> ParameterParsing.id(link, LinkId::new, RefusalCode.UNKNOWN_LINK));
    return commands.send(new EndLink(own), origin.context(null));
  }
}

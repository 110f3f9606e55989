package io.countersign.server.access;

import io.countersign.domain.PrincipalId;
import io.countersign.ledger.access.Directory;
import io.countersign.ledger.access.TokenSecrets;
import io.countersign.server.access.login.LoginName;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The names of principals, for eyes only: the record knows pseudonyms. */
@Component
public final class PrincipalNames {
  private static final Pattern ID = Pattern.compile("\\b(?:usr|svc)_[0-9a-f]{20}\\b");

  /** Of whatever kind: what is called so is taken for something else. */
  private static final Pattern LIKE_ID = Pattern.compile("[a-z]{2,5}_[0-9a-f]{12,64}");

  private final Directory directory;
  private final TokenSecrets tokens;

  PrincipalNames(Directory directory, TokenSecrets tokens) {
    this.directory = directory;
    this.tokens = tokens;
  }

  /** Of a login name or a token's name; an id is its own. */
  public Optional<String> idOf(String text) {
    return isId(text)
        ? Optional.of(text)
        : directory
            .byLogin(LoginName.of(text))
            .map(Directory.Entry::principal)
            .or(() -> tokens.named(text).stream().map(TokenSecrets.Token::principal).findFirst())
            .map(PrincipalId::value);
  }

  /** Whether it's the name of several that are there: of a person and a service, or of services. */
  public boolean isAmbiguous(String text) {
    var person = directory.byLogin(LoginName.of(text)).map(Directory.Entry::principal);
    var services =
        tokens.named(text).stream().filter(it -> !it.revoked()).map(TokenSecrets.Token::principal);
    return !isId(text) && Stream.concat(person.stream(), services).distinct().count() > 1;
  }

  /** Whether a new person can't be called so: a service is, or an id looks like it. */
  boolean isTakenFromPersons(String login) {
    return looksLikeId(login) || tokens.named(login).stream().anyMatch(it -> !it.revoked());
  }

  /** Whether a new service can't be called so: a person is, or an id looks like it. */
  boolean isTakenFromServices(String name) {
    return looksLikeId(name) || directory.byLogin(LoginName.of(name)).isPresent();
  }

  private static boolean looksLikeId(String name) {
    return LIKE_ID.matcher(LoginName.of(name)).matches()
        || LoginName.of(name).equals(PrincipalId.SYSTEM.value());
  }

  private static boolean isId(String text) {
    return ID.matcher(text).matches() || text.equals(PrincipalId.SYSTEM.value());
  }

  /** For one answer: each name is looked up once. */
  public Lookup lookup() {
    return new Lookup();
  }

  /** The names of one answer. */
  public final class Lookup {
    private final Map<String, Optional<String>> known = new HashMap<>();

    /** Null for nobody, and for who was erased. */
    public @Nullable String of(@Nullable String principal) {
      return principal == null
          ? null
          : known.computeIfAbsent(principal, PrincipalNames.this::find).orElse(null);
    }

    /** A text with names in place of the ids that are known. */
    public String named(String text) {
      return ID.matcher(text)
          .replaceAll(it -> Matcher.quoteReplacement(String.valueOf(orId(it.group()))));
    }

    /** What it is, and its name or else its id. */
    public String described(String principal) {
      var name = String.valueOf(orId(principal));
      return principal.startsWith("svc_") ? "the service " + name : "the person " + name;
    }

    /** The name, or else the id. */
    public @Nullable String orId(@Nullable String principal) {
      var name = of(principal);
      return name == null ? principal : name;
    }
  }

  private Optional<String> find(String principal) {
    if (principal.equals(PrincipalId.SYSTEM.value())) {
      return Optional.of("countersign");
    }
    var id = new PrincipalId(principal);
    return directory
        .byId(id)
        .map(Directory.Entry::login)
        .or(() -> tokens.of(id).map(TokenSecrets.Token::name));
  }
}

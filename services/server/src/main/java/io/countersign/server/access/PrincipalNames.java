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
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The names of principals, for eyes only: the record knows pseudonyms. */
@Component
public final class PrincipalNames {
  private static final Pattern ID = Pattern.compile("\\b(?:usr|svc)_[0-9a-f]{20}\\b");

  private final Directory directory;
  private final TokenSecrets tokens;

  PrincipalNames(Directory directory, TokenSecrets tokens) {
    this.directory = directory;
    this.tokens = tokens;
  }

  /** Of a login name or a token's name; an id is its own. */
  public Optional<String> idOf(String text) {
    return ID.matcher(text).matches() || text.equals(PrincipalId.SYSTEM.value())
        ? Optional.of(text)
        : directory
            .byLogin(LoginName.of(text))
            .map(Directory.Entry::principal)
            .or(() -> tokens.named(text).stream().map(TokenSecrets.Token::principal).findFirst())
            .map(PrincipalId::value);
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

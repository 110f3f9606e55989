package io.countersign.ledger.postgres;

import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The address of a database, and as whom to go there.
 *
 * @param jdbc {@code jdbc:postgresql://host:port/database?options}, without credentials
 * @param password empty where the server asks for none
 */
public record DatabaseUrl(String jdbc, String user, String password) {
  private static final Set<String> SCHEMES = Set.of("postgresql", "postgres");

  /**
   * A host that doesn't answer is given up soon, and one that vanished without a word is noticed.
   */
  private static final Map<String, String> DEFAULTS =
      new TreeMap<>(
          Map.of(
              "reWriteBatchedInserts", "true",
              "connectTimeout", "5",
              "loginTimeout", "10",
              "tcpKeepAlive", "true"));

  /**
   * @param text {@code jdbc:postgresql://host/db?user=u&password=p} or {@code
   *     postgresql://u:p@host/db}
   * @throws IllegalArgumentException when it's neither or names no user; the message holds no
   *     secret
   */
  public static DatabaseUrl parse(String text) {
    var uri = uri(text.startsWith("jdbc:") ? text.substring("jdbc:".length()) : text);
    var options = options(uri);
    var credentials = uri.getRawUserInfo() == null ? "" : uri.getRawUserInfo();
    int colon = credentials.indexOf(':');
    var user = colon < 0 ? credentials : credentials.substring(0, colon);
    var password = colon < 0 ? "" : credentials.substring(colon + 1);
    var fromOptions = options.remove("user");
    var secret = options.remove("password");
    if (user.isEmpty() && fromOptions == null) {
      throw new IllegalArgumentException("the database URL names no user");
    }
    return new DatabaseUrl(
        jdbc(uri, options),
        fromOptions != null ? fromOptions : decode(user),
        secret != null ? secret : decode(password));
  }

  private static URI uri(String text) {
    URI uri;
    try {
      uri = URI.create(text);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("the database URL is malformed");
    }
    if (uri.getHost() == null || !SCHEMES.contains(uri.getScheme())) {
      throw new IllegalArgumentException("the database URL must be postgresql://host/database");
    }
    return uri;
  }

  private static String jdbc(URI uri, Map<String, String> options) {
    var port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
    var all = new LinkedHashMap<>(DEFAULTS);
    all.putAll(options);
    var query =
        all.entrySet().stream()
            .map(it -> it.getKey() + "=" + URLEncoder.encode(it.getValue(), StandardCharsets.UTF_8))
            .collect(Collectors.joining("&", "?", ""));
    return "jdbc:postgresql://" + uri.getHost() + port + uri.getRawPath() + query;
  }

  private static Map<String, String> options(URI uri) {
    var options = new HashMap<String, String>();
    if (uri.getRawQuery() != null) {
      for (var pair : uri.getRawQuery().split("&", -1)) {
        int equals = pair.indexOf('=');
        if (equals > 0) {
          options.put(pair.substring(0, equals), decode(pair.substring(equals + 1)));
        }
      }
    }
    return options;
  }

  private static String decode(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  /** Without the password. */
  @Override
  public String toString() {
    return jdbc + " as " + user;
  }
}

package io.countersign.server.web.source;

import io.countersign.server.config.Configuration;
import io.countersign.server.config.http.Proxies;
import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * The finder of where a call comes from: the other end of its connection, unless that is a proxy of
 * ours. Then it's what the proxy says, and so on to the first that is none of ours: what stands
 * before that anybody may have written.
 */
@Component
public final class CallSources {
  private final Proxies proxies;
  private final LoopbackUsers users;

  @Autowired
  CallSources(Configuration configuration) {
    this(configuration.proxies(), LoopbackUsers.ofThisMachine());
  }

  CallSources(Proxies proxies, LoopbackUsers users) {
    this.proxies = proxies;
    this.users = users;
  }

  /** Of this machine's own users each is a place, as far as it tells whose a connection is. */
  public String of(HttpServletRequest request) {
    var place = address(request).map(CallSource::of).orElse(CallSource.UNKNOWN);
    return user(request).map(it -> place + " of user " + it).orElse(place);
  }

  /** Of a connection from this machine that no proxy of ours hands on. */
  private Optional<String> user(HttpServletRequest request) {
    var from = literal(request.getRemoteAddr()).filter(InetAddress::isLoopbackAddress);
    var to = literal(request.getLocalAddr());
    return from.isEmpty() || to.isEmpty() || proxies.trusts(from.get())
        ? Optional.empty()
        : users.user(from.get(), request.getRemotePort(), to.get(), request.getLocalPort());
  }

  /** Empty when not even the connection has an address. */
  public Optional<InetAddress> address(HttpServletRequest request) {
    var from = literal(request.getRemoteAddr());
    if (from.filter(proxies::trusts).isEmpty()) {
      return from;
    }
    for (var hop : hops(request).reversed()) {
      var before = literal(hop);
      if (before.isEmpty()) {
        return from; // a proxy that doesn't know, or nonsense: then it's that proxy itself
      }
      from = before;
      if (from.filter(proxies::trusts).isEmpty()) {
        return from;
      }
    }
    return from;
  }

  /** The last was added by the proxy that is nearest. */
  private List<String> hops(HttpServletRequest request) {
    var all =
        Collections.list(request.getHeaders(proxies.header().title())).stream()
            .flatMap(it -> Stream.of(it.split(",")));
    return switch (proxies.header()) {
      case X_FORWARDED_FOR -> all.map(String::strip).toList();
      case FORWARDED -> all.map(CallSources::forwarded).toList();
    };
  }

  /** {@code for="[2001:db8::1]:4711";proto=https} (RFC 7239). */
  private static String forwarded(String element) {
    return Stream.of(element.split(";"))
        .map(String::strip)
        .filter(it -> it.regionMatches(true, 0, "for=", 0, 4))
        .map(it -> it.substring(4).replace("\"", "").strip())
        .findFirst()
        .orElse("");
  }

  /** An address, with a port or without; a connection that is closed already has none. */
  private static Optional<InetAddress> literal(@Nullable String text) {
    if (text == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(InetAddress.ofLiteral(withoutPort(text)));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  private static String withoutPort(String text) {
    int bracket = text.indexOf(']');
    if (text.startsWith("[") && bracket > 0) {
      return text.substring(1, bracket);
    }
    int colon = text.indexOf(':');
    return colon > 0 && colon == text.lastIndexOf(':') ? text.substring(0, colon) : text;
  }
}

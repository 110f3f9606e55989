package io.countersign.server.access;

import io.countersign.domain.RefusalCode;
import io.countersign.ledger.UnavailableException;
import io.countersign.ledger.postgres.SqlFailureException;
import io.countersign.server.web.problem.ProblemWriter;
import io.countersign.server.web.problem.RefusedException;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import java.util.Optional;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/** Takes the bearer of each request. Whatever is wrong with it, the caller is then nobody. */
final class BearerFilter extends OncePerRequestFilter {
  private static final String SCHEME = "Bearer ";

  private final BearerCredentials credentials;
  private final ProblemWriter problems;

  BearerFilter(BearerCredentials credentials, ProblemWriter problems) {
    this.credentials = credentials;
    this.problems = problems;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    try {
      bearer(request)
          .flatMap(credentials::caller)
          .map(BearerAuthentication::new)
          .ifPresent(SecurityContextHolder.getContext()::setAuthentication);
    } catch (UnavailableException | SqlFailureException _) {
      problems.write(response, new RefusedException(RefusalCode.UNAVAILABLE));
      return;
    }
    chain.doFilter(request, response);
  }

  /** One header, and of our form. */
  private static Optional<BearerToken> bearer(HttpServletRequest request) {
    var headers = Collections.list(request.getHeaders("Authorization"));
    return headers.size() == 1
            && headers.getFirst().regionMatches(true, 0, SCHEME, 0, SCHEME.length())
        ? BearerToken.parse(headers.getFirst().substring(SCHEME.length()).strip())
        : Optional.empty();
  }
}

package io.countersign.server.web.connection;

import io.countersign.server.web.Caller;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/** The filter behind the checks of who asks: whoever came this far with a bearer is known. */
final class ProvenConnectionFilter extends OncePerRequestFilter {
  private final ServedConnections served;

  ProvenConnectionFilter(ServedConnections served) {
    this.served = served;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    var authentication = SecurityContextHolder.getContext().getAuthentication();
    if (authentication != null && authentication.getPrincipal() instanceof Caller) {
      served.prove(ServedConnections.remote(request.getRemoteAddr(), request.getRemotePort()));
    }
    chain.doFilter(request, response);
  }
}

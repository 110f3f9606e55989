package io.countersign.server.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.ContentCachingResponseWrapper;

/**
 * The API's description as it was rendered first: it's the same for everybody and for good, and
 * anybody may ask for it as often as they like, so that it mustn't cost anything. What depends on
 * the request (its host, its language) has no place in it.
 */
final class KeptDescription extends OncePerRequestFilter {
  static final String PATH = "/v3/api-docs";

  /** Whoever else asks for it meanwhile waits for the first rendering, which takes seconds. */
  private final ReentrantLock rendering = new ReentrantLock();

  private volatile byte @Nullable [] kept;

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    return !HttpMethod.GET.matches(request.getMethod());
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    byte[] description = kept == null ? rendered(request, response, chain) : kept;
    if (description != null) {
      response.setContentType(MediaType.APPLICATION_JSON_VALUE);
      response.setContentLength(description.length);
      response.getOutputStream().write(description);
    }
  }

  /** Null where something else was answered, which is on its way then. */
  private byte @Nullable [] rendered(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    rendering.lock();
    try {
      if (kept != null) {
        return kept;
      }
      var answer = new ContentCachingResponseWrapper(response);
      chain.doFilter(request, answer);
      if (answer.getStatus() == HttpStatus.OK.value()) {
        kept = answer.getContentAsByteArray();
      } else {
        answer.copyBodyToResponse();
      }
      return kept;
    } finally {
      rendering.unlock();
    }
  }
}

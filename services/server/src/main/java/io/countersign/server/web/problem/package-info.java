/** Refusals and failures as HTTP answers them (RFC 9457). */
@NullMarked
package io.countersign.server.web.problem;

import org.jspecify.annotations.NullMarked;

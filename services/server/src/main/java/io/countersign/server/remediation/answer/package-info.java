/** Remediations as callers get them. */
@NullMarked
package io.countersign.server.remediation.answer;

import org.jspecify.annotations.NullMarked;

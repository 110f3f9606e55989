/** Remediations: their pages of the API, the activities of their loop, and what wakes it. */
@NullMarked
package io.countersign.server.remediation;

import org.jspecify.annotations.NullMarked;

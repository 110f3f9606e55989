/** The answer to why nobody was paged. */
@NullMarked
package io.countersign.server.audit.silence;

import org.jspecify.annotations.NullMarked;

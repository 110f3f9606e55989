/** The keys of the record's log, in words. */
@NullMarked
package io.countersign.server.audit.key;

import org.jspecify.annotations.NullMarked;

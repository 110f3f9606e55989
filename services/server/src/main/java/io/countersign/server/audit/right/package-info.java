/** Who could do what, at any time, by the record. */
@NullMarked
package io.countersign.server.audit.right;

import org.jspecify.annotations.NullMarked;

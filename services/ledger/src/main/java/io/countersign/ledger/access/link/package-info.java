/** Which account in another system is whose. */
@NullMarked
package io.countersign.ledger.access.link;

import org.jspecify.annotations.NullMarked;

/** What people did on a ticket, as what they ask for here: once, and by whose account it was. */
@NullMarked
package io.countersign.server.ticketing.act;

import org.jspecify.annotations.NullMarked;

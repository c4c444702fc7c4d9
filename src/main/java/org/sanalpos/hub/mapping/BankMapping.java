package org.sanalpos.hub.mapping;

/** A bank of the catalogue with the dialect that it speaks. */
record BankMapping(Bank bank, Dialect dialect) {}

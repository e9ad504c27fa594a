package dev.tocsin.core;

/**
 * The facades for what people send back.
 *
 * @param acknowledgements what technicians do about incidents
 * @param inbound what comes in by message and call
 */
record InboundPieces(Acknowledgements acknowledgements, Inbound inbound) {
    InboundPieces() {
        this(new Acknowledgements(), new Inbound());
    }
}

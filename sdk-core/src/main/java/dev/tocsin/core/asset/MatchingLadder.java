package dev.tocsin.core.asset;

import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Finds the configuration of an asset: by the link that was kept, else by device identifier, serial number, MAC address and name,
 * in this order, within one company and type. On each rung what is active goes before what is not; several of the same
 * standing are reported, for a wrong guess would overwrite another device's record.
 *
 * <p>Serial numbers that makers leave empty in words ("To be filled by O.E.M.", zeros) and MAC addresses that several devices bear
 * match nothing. Two serial numbers that tell devices apart and differ forbid a match by MAC address or name: a dock's address
 * wanders, and a name passes to the successor.
 *
 * <p>What stands for another asset already is never taken from it: {@link Holders} says whether a match with it is a dispute, or tells
 * nothing.
 *
 * @param company the PSA company, as in the mapping
 * @param type the name of the configuration type
 */
public record MatchingLadder(String company, String type) {

    /** Decides with every candidate free to be taken; see {@link #decide(Asset, AssetLink, Collection, Predicate)}. */
    public Match decide(Asset asset, @Nullable AssetLink link, Collection<PsaConfiguration> candidates) {
        return decide(asset, link, candidates, Holders.passingOver(id -> false));
    }

    /**
     * Decides.
     *
     * @param asset the asset
     * @param link what was kept for it, or null if nothing was
     * @param candidates all configurations that could be the asset's, in any order: those of the company and type that share an
     *     identifier or the name with it, active or not; and the linked one if it is still there, of whatever type, and also of
     *     another company unless the asset's company was at that one when the link was made. Others do no harm
     * @param holders what the candidates stand for otherwise
     */
    public Match decide(
            Asset asset, @Nullable AssetLink link, Collection<PsaConfiguration> candidates, Holders holders) {
        List<PsaConfiguration> here = candidates.stream()
                .filter(one -> one.company().equals(company)
                        && AssetText.folded(one.type()).equals(AssetText.folded(type)))
                .toList();
        if (link != null) {
            for (PsaConfiguration one : candidates) {
                if (one.id().equals(link.configurationId())) {
                    if (here.contains(one)) {
                        return new Match.Found(one, Rung.LINK);
                    } else if (one.active()) {
                        return new Match.Elsewhere(one);
                    }
                }
            }
        }
        String device = Identifiers.key(asset.deviceIdentifier().orElse(null));
        String serial = Identifiers.key(asset.serialNumber().orElse(null));
        String name = Identifiers.nameKey(asset.name());
        Set<String> macs = ownMacs(asset, here);
        Predicate<PsaConfiguration> sameMachine = one -> {
            String other = key(one, ConfigurationField.SERIAL_NUMBER);
            return serial == null || other == null || serial.equals(other);
        };
        Map<Rung, Predicate<PsaConfiguration>> rungs = Map.of(
                Rung.DEVICE_IDENTIFIER,
                one -> device != null && device.equals(key(one, ConfigurationField.DEVICE_IDENTIFIER)),
                Rung.SERIAL_NUMBER,
                one -> serial != null && serial.equals(key(one, ConfigurationField.SERIAL_NUMBER)),
                Rung.MAC_ADDRESS,
                sameMachine.and(one -> !Collections.disjoint(macs, macs(one))),
                Rung.NAME,
                sameMachine.and(one -> name != null && name.equals(Identifiers.nameKey(one.name()))));
        for (Rung rung : Rung.values()) {
            Predicate<PsaConfiguration> matches = rungs.get(rung);
            if (matches != null) {
                Match match = among(here.stream().filter(matches).toList(), rung, holders);
                if (!(match instanceof Match.None)) {
                    return match;
                }
            }
        }
        return new Match.None();
    }

    /** The asset's MAC addresses without those that more than one active configuration bears. */
    private static Set<String> ownMacs(Asset asset, List<PsaConfiguration> here) {
        Map<String, Integer> bearers = new HashMap<>();
        here.stream()
                .filter(PsaConfiguration::active)
                .forEach(one -> macs(one).forEach(mac -> bearers.merge(mac, 1, Integer::sum)));
        Set<String> own = new HashSet<>();
        asset.macAddresses().forEach(text -> own.addAll(Identifiers.macKeys(text)));
        own.removeIf(mac -> bearers.getOrDefault(mac, 0) > 1);
        return own;
    }

    private static Set<String> macs(PsaConfiguration one) {
        return Identifiers.macKeys(one.field(ConfigurationField.MAC_ADDRESS).orElse(null));
    }

    private static @Nullable String key(PsaConfiguration one, String field) {
        return Identifiers.key(one.field(field).orElse(null));
    }

    /** Active goes before inactive, and among those what is free before what stands for another. */
    private static Match among(List<PsaConfiguration> matches, Rung rung, Holders holders) {
        List<PsaConfiguration> heeded = matches.stream()
                .filter(one -> holders.hold(one.id(), rung) != Holders.Hold.PASSED_OVER)
                .toList();
        List<PsaConfiguration> active =
                heeded.stream().filter(PsaConfiguration::active).toList();
        List<PsaConfiguration> best = active.isEmpty() ? heeded : active;
        TreeMap<String, Holders.Hold> holds = new TreeMap<>();
        best.forEach(one -> holds.put(one.id(), holders.hold(one.id(), rung)));
        if (!holds.containsValue(Holders.Hold.FREE)) {
            for (Map.Entry<String, Holders.Hold> one : holds.entrySet()) {
                if (one.getValue() == Holders.Hold.DISPUTED) {
                    return new Match.Disputed(rung, one.getKey());
                }
            }
            for (Map.Entry<String, Holders.Hold> one : holds.entrySet()) {
                if (one.getValue() == Holders.Hold.OPEN) {
                    return new Match.Open(rung, one.getKey());
                }
            }
        } else {
            holds.values().removeIf(hold -> hold != Holders.Hold.FREE);
        }
        List<PsaConfiguration> chosen =
                best.stream().filter(one -> holds.containsKey(one.id())).toList();
        return switch (holds.size()) {
            case 0 -> new Match.None();
            case 1 -> new Match.Found(chosen.get(0), rung);
            default -> new Match.Ambiguous(rung, List.copyOf(holds.keySet()));
        };
    }
}

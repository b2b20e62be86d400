"""The Dutch words that a reader sees for the codes of the contract."""

from __future__ import annotations

from models.codes import Chain
from models.results import OverlapKind

CHAIN_LETTERS: dict[Chain | None, str] = {Chain.STRAF: "S", Chain.ZORG: "Z", Chain.BESTUUR: "B", None: "–"}
CHAIN_LABELS: dict[Chain | None, str] = {
    Chain.STRAF: "straf",
    Chain.ZORG: "zorg",
    Chain.BESTUUR: "bestuur",
    None: "geen keten",
}

TOGETHER: dict[OverlapKind, str] = {
    OverlapKind.DUBBEL_SPOOR: "{} en {} voeren tegelijk regie over hetzelfde gezin.",
    OverlapKind.NAAST_ELKAAR: "{} en {} werken tegelijk met hetzelfde gezin.",
}
"""Why two organisations stand on the list of samenlopen; not with what trajecten (BGS art. 1.10)."""

LABELS: dict[str, str] = {
    "mda_pp": "aanpak MDA++",
    "vt_dienst": "dienst van Veilig Thuis",
    "financien": "financiën",
    "om": "OM",
    "zsm": "ZSM",
    "zvh": "Zorg- en Veiligheidshuis",
    "ggz": "ggz",
    "veilig_thuis": "Veilig Thuis",
    "dji": "DJI",
    "halt": "Halt",
    "ggd": "GGD",
    "ex_partner": "ex-partner",
    "broer_zus": "broer of zus",
    "halfbroer_zus": "halfbroer of halfzus",
    "geweld_tegen": "geweld tegen",
    "procesverbaal_verzuim": "proces-verbaal verzuim",
    "aanzegging_uithuiszetting": "aanzegging uithuiszetting",
    "laatste_kans_contract": "laatstekanscontract",
    "volwassen_veelpleger": "volwassen veelplegers en notoire overlastgevers",
    "jeugdige_veelpleger": "jeugdige veel- en meerplegers en harde kern",
    "dak_thuisloos": "dak- en thuisloos",
    "eer_seksueel_geweld": "eergerelateerd en seksueel geweld",
    "top_x": "Top-X",
    "geheel": "helemaal uit beeld",
    "afgebroken": "hulp afgebroken",
    "zonder_zorg": "zonder zorg",
    "systeemleden": "gezinssystemen",
    "samenlopen": "samenloop",
    "deels": "een deel van de tijd",
}
"""Only codes that do not read well with their underscores taken out."""

ROLE_TASKS: dict[str, str] = {
    "procesregisseur": "Brengt partijen bij elkaar rond een gezin en bewaakt de voortgang.",
    "casusregisseur": "Voert de regie over een casus en werkt met de gezinskaart.",
    "deelnemer": "Werkt bij een partner en ziet de casussen waaraan die meedoet.",
    "weegploeg": "Weegt meldingen en ziet alleen wat op de agenda staat.",
    "informatiemedewerker": "Leest leveringen en beoordeelt koppelingen.",
    "analist": "Kijkt waar problemen samenkomen. Ziet geen namen.",
    "manager": "Ziet waar partners dubbel werk doen. Ziet geen namen.",
    "toetser": "Controleert wie wat heeft gezien en waarom.",
    "beheerder": "Houdt het systeem draaiend. Ziet geen inhoud.",
}

VERDICTS: dict[str, str] = {
    "hoger": "hoger dan de regio",
    "lager": "lager dan de regio",
    "niet te onderscheiden": "niet te onderscheiden",
    "te klein": "te klein om te tonen",
}


def label(code: str) -> str:
    """What a reader sees for a code of the contract: ``naast_elkaar`` is *naast elkaar*."""
    return LABELS.get(code, code.replace("_", " "))


LOG_COLUMNS: dict[str, str] = {
    "volgnummer": "Nummer",
    "start_time": "Begin",
    "end_time": "Einde",
    "name": "Wat",
    "status": "Uitkomst",
    "niveau": "Hoe ver",
    "processing_activity_id": "Verwerking",
    "data_subject_id": "Persoon (schuilnaam)",
    "trace_id": "Spoornummer",
    "span_id": "Stap",
    "parent_span_id": "Hoort bij stap",
}

// The paragraphs of the report as the source page shows them, to the character.
() => [...document.querySelectorAll(".cb-source .cb-line")].map((line) => line.textContent)

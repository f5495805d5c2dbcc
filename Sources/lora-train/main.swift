print("lora-train")

print("git-lora")
